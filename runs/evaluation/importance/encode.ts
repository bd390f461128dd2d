import type { ParamValue } from '#shared/domain/run.ts';

/** A parameter of many runs as places in an order: what a tree can split. Values below `edge` go one way, the others the other. */
export type Feature = {
  name: string;
  /** A place for each run, 0 ≤ place < places. */
  codes: Uint8Array;
  places: number;
  /** Different values before they were gathered into places. */
  values: number;
};

/** Finer differences of a number are not told apart. */
const mostPlaces = 64;

/**
 * Encodes a parameter. No value comes first, then numbers by size (gathered into quantiles where there are very many),
 * then texts and flags by the mean of the metric over the runs that have them, which makes any split of them reachable (Breiman et al. 1984, 4.2).
 * @param values  one a run; undefined where the run has none
 * @param metric  one a run
 */
export function encodeFeature(
  name: string,
  values: readonly (ParamValue | undefined)[],
  metric: Float64Array,
): Feature {
  const order = [...placesOf(values, metric)];
  const step = Math.max(1, order.length / mostPlaces);
  const place = new Map(order.map((key, index) => [key, Math.floor(index / step)]));
  const codes = Uint8Array.from(values, (value) => place.get(keyOf(value))!);
  return { name, codes, places: Math.min(order.length, mostPlaces), values: order.length };
}

/** Equal for values that are the same; the parameter that is none and the one that is missing are. */
const keyOf = (value: ParamValue | undefined): string => (value == null ? 'none' : `${typeof value} ${String(value)}`);

function placesOf(values: readonly (ParamValue | undefined)[], metric: Float64Array): Set<string> {
  const sums = new Map<string, { value: ParamValue; sum: number; n: number }>();
  values.forEach((value, run) => {
    const key = keyOf(value);
    const seen = sums.get(key) ?? { value: value ?? null, sum: 0, n: 0 };
    sums.set(key, { value: seen.value, sum: seen.sum + metric[run]!, n: seen.n + 1 });
  });
  const kind = (value: ParamValue) => (value === null ? 0 : typeof value === 'number' ? 1 : 2);
  const place = ({ value, sum, n }: { value: ParamValue; sum: number; n: number }) =>
    typeof value === 'number' ? value : sum / n;
  const keys = [...sums].toSorted(
    ([a, x], [b, y]) => kind(x.value) - kind(y.value) || place(x) - place(y) || (a < b ? -1 : 1),
  );
  return new Set(keys.map(([key]) => key));
}
