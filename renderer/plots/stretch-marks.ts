import type { AxisRanges } from './view.ts';

/** What plotly keeps of a drawing on its element: where its marks are, and the ranges they were drawn for. */
type Drawing = Element & {
  layout?: { xaxis?: { range?: unknown[] }; yaxis?: { range?: unknown[] } };
  _fullLayout?: { _size?: { w: number; h: number } };
};

/** The layers of marks, one a kind of trace; plotly itself moves the group around them while the reader scrolls. */
const layersOf = (plot: Element) => plot.querySelectorAll<SVGGElement>('.cartesianlayer .mlayer');

/** Moves and scales what is drawn to where other ranges have it; what comes in from beyond the edge is empty until it is drawn. */
export function stretchMarks(plot: Drawing, to: AxisRanges): void {
  const size = plot._fullLayout?._size;
  const [x, y] = [rangeOf(plot.layout?.xaxis), rangeOf(plot.layout?.yaxis)];
  if (!size || !x || !y) return;
  const transform = stretchOf({ x, y }, to, size);
  for (const layer of layersOf(plot)) layer.style.transform = transform;
}

/** Takes `stretchMarks` back. */
export function unstretch(plot: Element): void {
  for (const layer of layersOf(plot)) layer.style.transform = '';
}

/** The CSS transform of pixels from the upper left corner of the cells that were drawn for one pair of ranges and are shown for another. */
export function stretchOf(drawn: AxisRanges, to: AxisRanges, { w, h }: { w: number; h: number }): string {
  const across = scaleOf(drawn.x, to.x);
  const upwards = scaleOf(drawn.y, to.y);
  const left = w * ((drawn.x[0] - to.x[0]) / (to.x[1] - to.x[0]));
  const top = h * ((to.y[1] - drawn.y[1]) / (to.y[1] - to.y[0]));
  return `translate(${left}px, ${top}px) scale(${across}, ${upwards})`;
}

const scaleOf = (drawn: [number, number], to: [number, number]) => (drawn[1] - drawn[0]) / (to[1] - to[0]);

function rangeOf(axis: { range?: unknown[] } | undefined): [number, number] | null {
  const [from, to] = axis?.range ?? [];
  return typeof from === 'number' && typeof to === 'number' && from !== to ? [from, to] : null;
}
