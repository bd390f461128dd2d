/** How many colours `tokens.marks` has in each scheme. */
const colours = 7;
/** Drawn in a 12 × 12 box; told apart without colour. */
export const markShapes = ['circle', 'diamond', 'triangle', 'square', 'wedge', 'cross'] as const;
export type MarkShape = (typeof markShapes)[number];

/** The look of a run: made from its number alone, so it is the same in every view, session and browser. */
export type RunMark = { colour: string; shape: MarkShape };

/**
 * Seven colours and six shapes have no common factor, so 42 runs in a row look different and neighbours differ in both.
 */
export function runMark(number: number): RunMark {
  const index = Math.max(0, number - 1);
  return { colour: `var(--k-mark-${index % colours})`, shape: markShapes[index % markShapes.length]! };
}
