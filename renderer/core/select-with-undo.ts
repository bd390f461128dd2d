import { runSelection } from './run-selection.ts';
import { recordStep } from './undo.ts';

/** Changes the shared selection so that it can be taken back. @param title  what is changed, as it follows "Undo" */
export function selectWithUndo(title: string, act: () => void): void {
  const before = runSelection.get();
  act();
  const after = runSelection.get();
  recordStep({ title, undo: () => runSelection.adopt(before), redo: () => runSelection.adopt(after) });
}
