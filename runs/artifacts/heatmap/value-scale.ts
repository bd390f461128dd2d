import { colourAt, colourScales, type ColourScaleName, type Rgb } from '#shared/domain/colour-scales.ts';

/** From cell values to colours, with the numbers that the legend prints. */
export type ValueScale = {
  name: ColourScaleName;
  low: number;
  high: number;
  /** Round numbers from `low` to `high`, equally far apart. */
  ticks: number[];
  /** Share of the cells beyond `low` or `high`; they get the colour of the end. */
  beyond: number;
  /** On paper, sequential scales run from light to dark, so that more is darker. */
  reversed: boolean;
};

/** Cells beyond this share of the values do not stretch the scale. */
const kept = 0.99;

/** A scale from 0 to a round number at about the 99th percentile; values below 0 make it diverging, with 0 in the middle. */
export function valueScaleOf(values: Float32Array): ValueScale {
  const present = values.filter((value) => !Number.isNaN(value));
  const sizes = present.map(Math.abs).sort();
  const robust = sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * kept))] || 1;
  const step = roundStep(robust / 4);
  const steps = Math.ceil(robust / step - 1e-6);
  const high = steps * step;
  const diverging = present.some((value) => value < 0);
  const from = diverging ? -steps : 0;
  return {
    name: diverging ? 'rdbu' : 'cividis',
    low: diverging ? -high : 0,
    high,
    ticks: Array.from({ length: steps - from + 1 }, (_, index) => (from + index) * step),
    beyond: present.length === 0 ? 0 : sizes.filter((size) => size > high * (1 + 1e-6)).length / present.length,
    reversed: !diverging,
  };
}

/** The smallest of 1, 2, 2.5, 5 · 10ⁿ that is at least `size`. */
function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= size * (1 - 1e-6)) ?? 10;
  return factor * power;
}

/** Where a value is between `low` and `high`, from 0 to 1. */
export function placeOf({ low, high }: ValueScale, value: number): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

export function colourOf(scale: ValueScale, value: number): Rgb {
  return colourAt(colourScales[scale.name], placeOf(scale, value), scale.reversed);
}

/** A number of the scale with as many decimals as its steps need; shares as percentages. */
export function formatTick({ ticks }: ValueScale, value: number, share: boolean): string {
  const factor = share ? 100 : 1;
  const step = Number(((ticks[1]! - ticks[0]!) * factor).toPrecision(3));
  const decimals = String(step).split('.')[1]?.length ?? 0;
  const number = (value * factor).toFixed(decimals).replace('-', '−');
  return share ? `${number} %` : number;
}
