import { expect, it } from 'vitest';
import { recordStep, redoStep, undoStep } from '../../../../renderer/core/undo.ts';

it('takes steps back and does them again in order; a new step ends what could be done again', () => {
  let value = 0;
  const set = (next: number) => {
    const before = value;
    value = next;
    recordStep({ title: `set ${next}`, undo: () => (value = before), redo: () => (value = next) });
  };
  for (const next of [1, 2, 3]) set(next);
  expect([undoStep(), value]).toEqual(['set 3', 2]);
  expect([undoStep(), value]).toEqual(['set 2', 1]);
  expect([redoStep(), value]).toEqual(['set 2', 2]);
  set(9);
  expect([redoStep(), value]).toEqual([null, 9]);
  expect([undoStep(), undoStep(), undoStep(), undoStep(), value]).toEqual(['set 9', 'set 2', 'set 1', null, 0]);
});
