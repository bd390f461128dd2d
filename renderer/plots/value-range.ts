/**
 * The range of the colours: the middle 98 % of the values, so that a few extremes do not make the rest one colour.
 * Counts into 512 bins instead of sorting, because a window has up to 160,000 values; the answer is exact to a bin.
 * @returns null where there is no value at all
 */
export function middleRange(values: Float32Array, from = 0.01, to = 0.99): [number, number] | null {
  let min = Infinity;
  let max = -Infinity;
  let count = 0;
  // By index: before it is compiled, a loop over an iterator takes five times as long.
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    if (Number.isNaN(value)) continue;
    count++;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (count === 0) return null;
  if (min === max) return [min, max];
  const bins = new Uint32Array(512);
  const perBin = bins.length / (max - min);
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    if (!Number.isNaN(value)) bins[Math.min(bins.length - 1, Math.floor((value - min) * perBin))]!++;
  }
  const edge = (share: number, side: 0 | 1) => {
    let seen = 0;
    const wanted = share * count;
    for (let bin = 0; bin < bins.length; bin++) {
      seen += bins[bin]!;
      if (seen >= wanted && seen > 0) return min + (bin + side) / perBin;
    }
    return max;
  };
  return [edge(from, 0), edge(to, 1)];
}

/** Equal limits on both sides of zero, for scales whose middle is neutral. */
export function symmetric([low, high]: [number, number]): [number, number] {
  const limit = Math.max(Math.abs(low), Math.abs(high));
  return [-limit, limit];
}
