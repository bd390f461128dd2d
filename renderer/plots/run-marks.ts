import { markShapes, runMark } from '../parts/run-mark.ts';
import type { Tokens } from '../theme/tokens.ts';

const symbols = {
  circle: 'circle',
  diamond: 'diamond',
  triangle: 'triangle-up',
  square: 'square',
  wedge: 'triangle-down',
  cross: 'cross',
} as const satisfies Record<(typeof markShapes)[number], string>;

type PlotSymbol = (typeof symbols)[keyof typeof symbols];

/** The colour and the symbol of a run in a figure: the same as everywhere. */
export function plotMark(number: number, tokens: Tokens): { colour: string; symbol: PlotSymbol } {
  const { colour, shape } = runMark(number);
  const index = Number(/\d+/.exec(colour)?.[0] ?? 0);
  return { colour: tokens.marks[index] ?? tokens.accent, symbol: symbols[shape] };
}
