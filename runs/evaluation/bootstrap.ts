import { createRandom } from '#runs/matrix/random.ts';

export type BootstrapOptions = { seed: number; samples: number };

/** Beyond so many rows they are resampled in random groups of nearly equal size, which changes the interval's width by about 1 %. */
const mostUnits = 8192;

/**
 * Means of columns over resampled rows. All columns see the same resamples.
 * Cost: samples × min(rows, 8,192) × columns additions, which touch only memory in the cache.
 * @param columns one or more of equal length, not empty
 * @returns `samples` means of each column
 */
export function bootstrapMeans(columns: readonly Float64Array[], { seed, samples }: BootstrapOptions): Float64Array[] {
  const { units, sizes, sums } = gather(columns, seed);
  const random = createRandom(seed, 'bootstrap');
  const picks = new Uint16Array(units);
  const means = columns.map(() => new Float64Array(samples));
  for (let sample = 0; sample < samples; sample++) {
    for (let i = 0; i < units; i++) picks[i] = random.below(units);
    const rows = sumOf(sizes, picks);
    for (let c = 0; c < sums.length; c++) means[c]![sample] = sumOf(sums[c]!, picks) / rows;
  }
  return means;
}

/** What is resampled: single rows, or rows dealt at random to `mostUnits` groups; their sums and sizes. */
function gather(columns: readonly Float64Array[], seed: number) {
  const rows = columns[0]!.length;
  const units = Math.min(rows, mostUnits);
  if (units === rows) return { units, sizes: new Float64Array(units).fill(1), sums: columns };
  const order = createRandom(seed, 'bootstrap groups').shuffle(Int32Array.from({ length: rows }, (_, row) => row));
  const sumsOf = (valueOf: (row: number) => number) => {
    const sums = new Float64Array(units);
    for (let i = 0; i < rows; i++) sums[i % units]! += valueOf(order[i]!);
    return sums;
  };
  return { units, sizes: sumsOf(() => 1), sums: columns.map((column) => sumsOf((row) => column[row]!)) };
}

/** Four sums at once, as each addition waits for the one before it. */
function sumOf(values: Float64Array, picks: Uint16Array): number {
  const n = picks.length;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  for (; i + 3 < n; i += 4) {
    a += values[picks[i]!]!;
    b += values[picks[i + 1]!]!;
    c += values[picks[i + 2]!]!;
    d += values[picks[i + 3]!]!;
  }
  for (; i < n; i++) a += values[picks[i]!]!;
  return a + b + (c + d);
}
