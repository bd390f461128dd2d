/** Distances below this are what rounding leaves of equal rows. */
const rounding = 1e-9;

export type Blocks = { silhouette: number; contrast: number };

/**
 * How well true groups stand apart by the cosine of rows: mean silhouette, and mean cosine within less mean cosine across.
 * O(rows² · columns).
 * @param unit rows of length 1
 * @param labels group of each row, from 0
 */
export function blockMeans(unit: readonly Float64Array[], labels: Int32Array): Blocks {
  const groups = labels.reduce((most, label) => Math.max(most, label), -1) + 1;
  const sizes = new Float64Array(groups);
  for (const label of labels) sizes[label]! += 1;
  /** Sum of distances of each row to the members of each group. */
  const sums = new Float64Array(unit.length * groups);
  const cosines = { within: 0, across: 0 };
  const pairs = { within: 0, across: 0 };
  for (let a = 0; a < unit.length; a++) {
    for (let b = a + 1; b < unit.length; b++) {
      const distance = distanceOf(unit[a]!, unit[b]!);
      sums[a * groups + labels[b]!]! += distance;
      sums[b * groups + labels[a]!]! += distance;
      const kind = labels[a] === labels[b] ? 'within' : 'across';
      cosines[kind] += 1 - distance;
      pairs[kind] += 1;
    }
  }
  const silhouettes = Array.from(labels, (own, row) =>
    silhouette(sums.subarray(row * groups, (row + 1) * groups), sizes, own),
  );
  return {
    silhouette: silhouettes.reduce((sum, value) => sum + value, 0) / unit.length,
    contrast: cosines.within / pairs.within - cosines.across / pairs.across,
  };
}

function silhouette(sums: Float64Array, sizes: Float64Array, own: number): number {
  if (sizes[own]! < 2) return 0;
  const inside = sums[own]! / (sizes[own]! - 1);
  let outside = Infinity;
  sizes.forEach((size, group) => {
    if (group !== own && size > 0) outside = Math.min(outside, sums[group]! / size);
  });
  const greater = Math.max(inside, outside);
  return greater > 0 && greater < Infinity ? (outside - inside) / greater : 0;
}

function distanceOf(a: Float64Array, b: Float64Array): number {
  let dot = 0;
  for (let at = 0; at < a.length; at++) dot += a[at]! * b[at]!;
  return 1 - dot < rounding ? 0 : 1 - dot;
}
