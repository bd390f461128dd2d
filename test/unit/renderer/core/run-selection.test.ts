import { beforeEach, describe, expect, it } from 'vitest';
import { keepSelection, readKeptSelection } from '../../../../renderer/core/kept-selection.ts';
import { changeKind } from '../../../../renderer/core/kind.ts';
import { maxSelected, runSelection } from '../../../../renderer/core/run-selection.ts';

beforeEach(() => runSelection.adopt({}));

describe('the selection of runs', () => {
  it('keeps the order of selection and takes out what is chosen again', () => {
    for (const id of ['b', 'a', 'c', 'a']) runSelection.toggleSelected(id);
    expect(runSelection.get().selected).toEqual(['b', 'c']);
  });

  it('ends at its limit, and what is in it can still be taken out', () => {
    runSelection.select(Array.from({ length: maxSelected + 5 }, (_, at) => `run${at}`));
    expect(runSelection.get().selected).toHaveLength(maxSelected);
    runSelection.toggleSelected('one more');
    expect(runSelection.get().selected).not.toContain('one more');
    runSelection.toggleSelected('run0');
    expect(runSelection.get().selected).toHaveLength(maxSelected - 1);
  });

  it('takes over an address as a whole: what it does not name is empty', () => {
    runSelection.togglePinned('a');
    runSelection.setBaseline('b');
    runSelection.adopt({ hidden: ['c'] });
    expect(runSelection.get()).toMatchObject({ selected: [], pinned: [], baseline: null, hidden: ['c'] });
  });

  it('is of one kind: that of another is as it was left', () => {
    runSelection.adopt({ selected: ['a'], baseline: 'b' });
    changeKind('query_performance');
    expect(runSelection.get()).toMatchObject({ selected: [], baseline: null });
    runSelection.select(['q']);
    changeKind('recommender');
    expect(runSelection.get()).toMatchObject({ selected: ['a'], baseline: 'b' });
    changeKind('query_performance');
    expect(runSelection.get().selected).toEqual(['q']);
    changeKind('recommender');
  });

  it('hovering changes nothing else', () => {
    runSelection.togglePinned('a');
    const before = runSelection.get();
    runSelection.hover('x');
    expect(runSelection.get()).toEqual({ ...before, hovered: 'x' });
    runSelection.hover(null);
  });
});

describe('what the browser remembers of it', () => {
  it('is read as it was kept, without the selected runs', () => {
    const storage = new Map<string, string>();
    const kept = { pinned: ['a'], baseline: 'b', hidden: ['c', 'd'] };
    keepSelection({ setItem: (key, value) => void storage.set(key, value) }, 'recommender', kept);
    const remembered = { getItem: (key: string) => storage.get(key) ?? null };
    expect(readKeptSelection(remembered, 'recommender')).toEqual(kept);
    expect(readKeptSelection(remembered, 'query_performance').baseline).toBeNull();
  });

  it('is nothing where there is none or it cannot be read', () => {
    const nothing = { pinned: [], baseline: null, hidden: [] };
    expect(readKeptSelection(undefined, 'recommender')).toEqual(nothing);
    for (const text of ['{', '[]', '{"pinned":3}'])
      expect(readKeptSelection({ getItem: () => text }, 'recommender')).toEqual(nothing);
  });
});
