/** The part of a matrix on screen: rows [r0, r1) and columns [c0, c1) in positions of the chosen order. */
export type View = { r0: number; r1: number; c0: number; c1: number };
export type Size = { rows: number; cols: number };

type Stretch = [from: number, to: number];

/** Fewest positions that a view has on either side: closer there is nothing more to see. */
const closest = 4;

export const wholeView = ({ rows, cols }: Size): View => ({ r0: 0, r1: rows, c0: 0, c1: cols });

export const isWhole = (view: View, { rows, cols }: Size): boolean =>
  view.r0 <= 0 && view.c0 <= 0 && view.r1 >= rows && view.c1 >= cols;

/** A stretch of whole positions inside [0, length), of the asked length where there is room. */
function fit(from: number, to: number, length: number): Stretch {
  const least = Math.min(closest, length);
  const size = Math.min(length, Math.max(least, Math.round(to - from)));
  const start = Math.max(0, Math.min(length - size, Math.round(from)));
  return [start, start + size];
}

/** The nearest view of whole positions inside the matrix. */
export function clampView({ r0, r1, c0, c1 }: View, { rows, cols }: Size): View {
  const [top, bottom] = fit(r0, r1, rows);
  const [left, right] = fit(c0, c1, cols);
  return { r0: top, r1: bottom, c0: left, c1: right };
}

/** Half the stretch for factor 0.5, twice it for 2, around a position that stays where it is. */
function scale(from: number, to: number, factor: number, centre: number): Stretch {
  return [centre - (centre - from) * factor, centre + (to - centre) * factor];
}

/** @param centre  the position that stays in place; the middle where absent */
export function zoomView(view: View, factor: number, size: Size, centre?: { row: number; col: number }): View {
  const row = centre ? centre.row + 0.5 : (view.r0 + view.r1) / 2;
  const col = centre ? centre.col + 0.5 : (view.c0 + view.c1) / 2;
  const [r0, r1] = scale(view.r0, view.r1, factor, row);
  const [c0, c1] = scale(view.c0, view.c1, factor, col);
  return clampView({ r0, r1, c0, c1 }, size);
}

/** Moves by shares of the view: 0.5 down is half a screen. */
export function panView(view: View, down: number, right: number, size: Size): View {
  const rows = (view.r1 - view.r0) * down;
  const cols = (view.c1 - view.c0) * right;
  return clampView({ r0: view.r0 + rows, r1: view.r1 + rows, c0: view.c0 + cols, c1: view.c1 + cols }, size);
}

/** The view, moved only as far as it takes to show a position. */
export function revealPosition(view: View, { row, col }: { row: number; col: number }, size: Size): View {
  const shift = (at: number, from: number, to: number) => (at < from ? at - from : at >= to ? at - to + 1 : 0);
  const down = shift(row, view.r0, view.r1);
  const right = shift(col, view.c0, view.c1);
  return down === 0 && right === 0
    ? view
    : clampView({ r0: view.r0 + down, r1: view.r1 + down, c0: view.c0 + right, c1: view.c1 + right }, size);
}

/** Ranges of plotly's axes, from left to right and from the bottom to the top. */
export type AxisRanges = { x: [number, number]; y: [number, number] };

/** A view as plotly's ranges: cells are centred on whole numbers, rows go down. */
export const axisRanges = ({ r0, r1, c0, c1 }: View): AxisRanges => ({
  x: [c0 - 0.5, c1 - 0.5],
  y: [r1 - 0.5, r0 - 0.5],
});

const numberAt = (change: Record<string, unknown>, key: string): number | undefined => {
  const value = change[key];
  return typeof value === 'number' ? value : undefined;
};

/** The ranges that a relayout event carries, over those of before; null where it carries none. */
export function viewOfChange(change: Record<string, unknown>, before: View): View | null {
  const x = Array.isArray(change['xaxis.range']) ? (change['xaxis.range'] as unknown[]) : [];
  const y = Array.isArray(change['yaxis.range']) ? (change['yaxis.range'] as unknown[]) : [];
  const at = (key: string, list: unknown[], index: number) =>
    numberAt(change, `${key}[${index}]`) ?? (typeof list[index] === 'number' ? list[index] : undefined);
  const [left, right] = [at('xaxis.range', x, 0), at('xaxis.range', x, 1)];
  const [bottom, top] = [at('yaxis.range', y, 0), at('yaxis.range', y, 1)];
  if ([left, right, bottom, top].every((value) => value === undefined)) return null;
  return {
    c0: left === undefined ? before.c0 : left + 0.5,
    c1: right === undefined ? before.c1 : right + 0.5,
    r0: top === undefined ? before.r0 : top + 0.5,
    r1: bottom === undefined ? before.r1 : bottom + 0.5,
  };
}
