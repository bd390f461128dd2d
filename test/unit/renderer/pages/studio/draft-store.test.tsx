import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { undoStep } from '../../../../../renderer/core/undo.ts';
import { currentDraft, editDraft, holdStep } from '../../../../../renderer/pages/studio/draft-store.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const rename = (title: string, name: string) => editDraft(title, (draft) => ({ ...draft, name }));

it('takes edits of one title for one step until they rest', () => {
  const before = currentDraft().name;
  rename('name', 'a');
  rename('name', 'ab');
  vi.advanceTimersByTime(2000);
  rename('name', 'abc');
  vi.advanceTimersByTime(2000);
  undoStep();
  expect(currentDraft().name).toBe('ab');
  undoStep();
  expect(currentDraft().name).toBe(before);
});

it('takes what happens while the pointer is held for one step, however long it rests', () => {
  const before = currentDraft().name;
  holdStep('brush');
  rename('brush', 'first cell');
  vi.advanceTimersByTime(60_000);
  rename('brush', 'second cell');
  vi.advanceTimersByTime(60_000);
  window.dispatchEvent(new Event('pointerup'));
  expect(currentDraft().name).toBe('second cell');
  undoStep();
  expect(currentDraft().name).toBe(before);
});
