import { trueMinus } from '../text/number.ts';
import { isNan, shortened, valueOfRun, type PlottedRun } from './run-values.ts';

/** Where a line crosses an axis: a place from 0 (bottom) to 1 (top), or one of the rails below the axis. */
export type Place = number | 'NaN' | 'n/a';

export type ParallelAxis = {
  column: string;
  title: string;
  ticks: { place: number; label: string }[];
  /** Least and greatest number; null for an axis of words. */
  range: [number, number] | null;
  /** Runs that lack it, and whose value is not a number. */
  missing: number;
  nan: number;
};
export type ParallelLine = { id: string; number: number; places: Place[] };
export type Parallel = { axes: ParallelAxis[]; lines: ParallelLine[] };

/** Words on an axis; more of them share places between the ticks. */
const mostTicks = 12;
const ticksOfNumbers = 5;

/** Lines through parallel axes: no run is left out, whatever it lacks. */
export function parallelOf(runs: readonly PlottedRun[], columns: readonly { id: string; title: string }[]): Parallel {
  const axes = columns.map(({ id, title }) => axisOf(runs, id, title));
  return {
    axes: axes.map(({ axis }) => axis),
    lines: runs.map(({ id, number }, at) => ({ id, number, places: axes.map(({ places }) => places[at]!) })),
  };
}

function axisOf(runs: readonly PlottedRun[], column: string, title: string): { axis: ParallelAxis; places: Place[] } {
  const values = runs.map((run) => valueOfRun(run, column));
  const known = values.filter((value) => value !== undefined && value !== null && !isNan(value, column));
  const isNumeric = known.every((value) => typeof value === 'number');
  const range = isNumeric ? rangeOf(known.map(Number)) : null;
  const words = isNumeric ? [] : [...new Set(known.map(String))].toSorted(compareWords);
  const placeIn = new Map(words.map((word, index) => [word, words.length === 1 ? 0.5 : index / (words.length - 1)]));
  const places = values.map((value): Place => {
    if (value === undefined || value === null) return 'n/a';
    if (isNan(value, column)) return 'NaN';
    return range ? placeOfNumber(Number(value), range) : placeIn.get(String(value))!;
  });
  const axis = {
    column,
    title,
    ticks: range ? numberTicks(range) : wordTicks(placeIn),
    range,
    missing: places.filter((place) => place === 'n/a').length,
    nan: places.filter((place) => place === 'NaN').length,
  };
  return { axis, places };
}

const rangeOf = (numbers: readonly number[]): [number, number] =>
  numbers.length === 0 ? [0, 1] : numbers.reduce<[number, number]>(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]); // prettier-ignore

const placeOfNumber = (value: number, [low, high]: [number, number]) =>
  high === low ? 0.5 : (value - low) / (high - low);

function numberTicks([low, high]: [number, number]): ParallelAxis['ticks'] {
  if (low === high) return [{ place: 0.5, label: tickText(low) }];
  return Array.from({ length: ticksOfNumbers }, (_, index) => {
    const place = index / (ticksOfNumbers - 1);
    return { place, label: tickText(low + place * (high - low)) };
  });
}

/** Four digits at most, and none that says nothing: 5, 28.75, 0.1499. */
const tickText = (value: number): string => trueMinus(String(Number(value.toPrecision(4))));

function wordTicks(placeIn: ReadonlyMap<string, number>): ParallelAxis['ticks'] {
  const step = Math.ceil(placeIn.size / mostTicks);
  return [...placeIn]
    .filter((_, index) => index % step === 0)
    .map(([word, place]) => ({ place, label: shortened(word, 18) }));
}

/** Numbers among the words by their size. */
const compareWords = (a: string, b: string) => Number(a) - Number(b) || (a < b ? -1 : 1);

/** What the reader has marked on an axis, in places. */
export type Brush = { from: number; to: number };

/** Whether a line passes through everything that is marked; one on a rail passes through no mark. */
export const isBrushed = ({ places }: ParallelLine, brushes: ReadonlyMap<number, Brush>): boolean =>
  [...brushes].every(([axis, { from, to }]) => {
    const place = places[axis];
    return typeof place === 'number' && place >= from && place <= to;
  });

/** `12 of 40 runs lack shrinkage`; empty where none lacks anything. */
export const missingWords = ({ axes, lines }: Parallel): string[] =>
  axes.flatMap(({ title, missing, nan }) => [
    ...(missing > 0 ? [`${missing} of ${lines.length} runs ${missing === 1 ? 'lacks' : 'lack'} ${title}`] : []),
    ...(nan > 0 ? [`${nan} of ${lines.length} have ${title} NaN`] : []),
  ]);
