import type { SimilarityDistribution } from '#shared/domain/matrix-facts.ts';
import { pickRows } from '#runs/matrix/rows.ts';
import type { Matrix } from './matrices.ts';
import { sampleOf, sampleSize } from './windows/sample-rows.ts';
import { unitUsers, type UnitUsers } from './windows/unit-users.ts';

const bars = 50;

/**
 * Similarities of all pairs with history, within groups and between them; above 2,000 rows of a sample of them.
 * The area under the curve is the chance that a pair within is more alike than one between, ties half (Mann & Whitney 1947);
 * similarities of six equal decimals are ties, whatever rounding made of them.
 */
export function similarityDistribution({ rows, sampled }: Matrix): SimilarityDistribution {
  const { noun, axis } = rows;
  const sample = rows.matrix.rows > sampleSize ? sampleOf(rows.matrix, axis.groupOf, noun) : null;
  const users = unitUsers(sample ? pickRows(rows.matrix, sample.rows) : rows.matrix);
  const groupOf = axis.groupOf && (sample ? sample.rows.map((row) => axis.groupOf![row]!) : axis.groupOf);
  const edges = edgesOf(users.signed ? -1 : 0);
  const said = [sampled, sample?.said].filter(Boolean).join('; ') || null;
  const found = gather(users, groupOf);
  const within = join([...found.within.values()]);
  const between = join([...found.between.values()]);
  const empty = { by_pair: [], auc: null, mean_within: null };
  return {
    edges,
    within: groupOf && counted(within, edges),
    between: counted(between, edges),
    mean_between: meanOf(between),
    sampled: said,
    ...(groupOf ? { by_pair: pairAucs(found), auc: auc(within, between), mean_within: meanOf(within) } : empty),
  };
}

/** Similarities of pairs, sorted, by the index of their group, or `a:b` of their groups with a < b. */
type Gathered = { within: Map<number, Float32Array>; between: Map<string, Float32Array> };

/** Rows of group −1 take no part where there are groups. Costs Σ over columns of (their rows)², and n² / 2 for the pairs. */
function gather(users: UnitUsers, groupOf: Int32Array | null): Gathered {
  const within = new Map<number, number[]>();
  const between = new Map<string, number[]>();
  forEachPair(users, (a, b, similarity) => {
    const [g, h] = groupOf ? [groupOf[a]!, groupOf[b]!] : [0, 1];
    if (g < 0 || h < 0) return;
    if (g === h) append(within, g, similarity);
    else append(between, g < h ? `${g}:${h}` : `${h}:${g}`, similarity);
  });
  return { within: sortedLists(within), between: sortedLists(between) };
}

/** Pairs a < b of rows that have values. */
function forEachPair({ unit, filled }: UnitUsers, visit: (a: number, b: number, similarity: number) => void): void {
  const { rows, cols, indptr, indices, values } = unit;
  const rowsOf: number[][] = Array.from({ length: cols }, () => []);
  const weightsOf: number[][] = Array.from({ length: cols }, () => []);
  const sums = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    for (let p = indptr[row]!, end = indptr[row + 1]!; p < end; p++) {
      const before = rowsOf[indices[p]!]!;
      const weights = weightsOf[indices[p]!]!;
      for (let q = 0; q < before.length; q++) sums[before[q]!]! += values[p]! * weights[q]!;
      before.push(row);
      weights.push(values[p]!);
    }
    if (filled[row] === 0) continue;
    for (let other = 0; other < row; other++) {
      if (filled[other] !== 0) visit(other, row, Math.round(sums[other]! * 1e6) / 1e6);
      sums[other] = 0;
    }
  }
}

function append<K>(lists: Map<K, number[]>, key: K, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

const sortedLists = <K>(lists: Map<K, number[]>) =>
  new Map([...lists].map(([key, list]) => [key, Float32Array.from(list).sort()]));

/** All values of several lists, sorted. */
function join(lists: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(lists.reduce((size, list) => size + list.length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all.sort();
}

function pairAucs({ within, between }: Gathered): SimilarityDistribution['by_pair'] {
  return [...between]
    .flatMap(([key, values]) => {
      const [a, b] = key.split(':').map(Number) as [number, number];
      const own = join([within.get(a), within.get(b)].filter((of) => of !== undefined));
      const area = auc(own, values);
      return area === null ? [] : [{ a, b, auc: area }];
    })
    .sort((x, y) => x.a - y.a || x.b - y.b);
}

/** @param within, between  ascending @returns null where either is empty */
export function auc(within: Float32Array, between: Float32Array): number | null {
  if (within.length === 0 || between.length === 0) return null;
  let below = 0;
  let upTo = 0;
  let sum = 0;
  for (const value of within) {
    while (below < between.length && between[below]! < value) below++;
    while (upTo < between.length && between[upTo]! <= value) upTo++;
    sum += (below + upTo) / 2;
  }
  return sum / (within.length * between.length);
}

const edgesOf = (least: number): number[] =>
  Array.from({ length: bars + 1 }, (_, index) => least + ((1 - least) * index) / bars);

/** The last bar has its upper edge too. */
function counted(values: Float32Array, edges: readonly number[]): number[] {
  const [least, most] = [edges[0]!, edges.at(-1)!];
  const counts = edges.slice(1).map(() => 0);
  for (const value of values) {
    const bar = Math.floor(((value - least) / (most - least)) * counts.length);
    counts[Math.max(0, Math.min(counts.length - 1, bar))]! += 1;
  }
  return counts;
}

const meanOf = (values: Float32Array): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
