import { revealPosition, wholeView, zoomView, type Size, type View } from '../../../plots/view.ts';

/** A place in the matrix, in positions of the order. */
export type Position = { row: number; col: number };
export type CursorState = { view: View; cursor: Position };

type Step = (state: CursorState, size: Size, cell: { rows: number; cols: number }, far: boolean) => CursorState;

/** Cells that Ctrl jumps over; Shift selects. */
const farCells = 10;

function move(down: number, right: number): Step {
  return ({ view, cursor }, size, cell, far) => {
    const times = far ? farCells : 1;
    const clamp = (at: number, length: number) => Math.max(0, Math.min(length - 1, at));
    const next = {
      row: clamp(cursor.row + down * cell.rows * times, size.rows),
      col: clamp(cursor.col + right * cell.cols * times, size.cols),
    };
    return { cursor: next, view: revealPosition(view, next, size) };
  };
}

const zoom =
  (factor: number): Step =>
  ({ view, cursor }, size) => ({ cursor, view: zoomView(view, factor, size, cursor) });

/** What each key does to the cursor and the view. */
const steps: Record<string, Step> = {
  ArrowUp: move(-1, 0),
  ArrowDown: move(1, 0),
  ArrowLeft: move(0, -1),
  ArrowRight: move(0, 1),
  PageUp: zoom(0.5),
  PageDown: zoom(2),
  '+': zoom(0.5),
  '=': zoom(0.5),
  '-': zoom(2),
  Home: ({ cursor }, size) => ({ cursor, view: wholeView(size) }),
  Enter: zoom(0.25),
};

/**
 * The next state of cursor and view.
 * @param cell  positions that a drawn cell has on either side
 * @returns null for a key that means nothing here
 */
export function stepCursor(
  key: string,
  far: boolean,
  state: CursorState,
  size: Size,
  cell: { rows: number; cols: number },
): CursorState | null {
  return steps[key]?.(state, size, cell, far) ?? null;
}

/** The first cell on screen, where the cursor starts. */
export const firstPosition = ({ r0, c0 }: View): Position => ({ row: r0, col: c0 });
