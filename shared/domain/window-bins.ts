/** How a stretch of matrix positions is drawn as bins. */
export type Bins = {
  from: number;
  to: number;
  /** Positions in a bin; the last bin may have fewer. */
  size: number;
  /** Bins drawn. */
  count: number;
};

/**
 * Divides positions [from, to) into at most `cells` bins of equal size ⌈(to − from) / cells⌉, the last one possibly shorter.
 * Bin b holds the positions [from + b·size, min(from + (b + 1)·size, to)), so on an axis of positions the bricks have
 * `dx = size` and their first centre is `x0 = from + (dx − 1) / 2`.
 */
export function binsOf(from: number, to: number, cells: number): Bins {
  const size = Math.ceil((to - from) / cells);
  return { from, to, size, count: Math.ceil((to - from) / size) };
}

/** The positions [start, end) of bin `index`. */
export function binRange({ from, to, size }: Bins, index: number): [start: number, end: number] {
  const start = from + index * size;
  return [start, Math.min(start + size, to)];
}
