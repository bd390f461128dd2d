/** How far two ranked lists agree. */
export type Agreement = {
  /** Share of the first k places, of the longer list, whose items both lists have. */
  overlap: number;
  /** Mean places that common items moved; null where there are none. */
  shift: number | null;
  /** Spearman's correlation of the places of common items; null where there are fewer than two. */
  correlation: number | null;
};

/** @param a  best first, distinct. @param b  the same */
export function compareLists(a: readonly string[], b: readonly string[], k: number): Agreement {
  const [first, second] = [a.slice(0, k), b.slice(0, k)];
  const places = new Map(second.map((post, place) => [post, place]));
  const common = first.flatMap((post, place) => {
    const other = places.get(post);
    return other === undefined ? [] : [{ a: place, b: other }];
  });
  const length = Math.max(first.length, second.length);
  return {
    overlap: length === 0 ? 1 : common.length / length,
    shift: common.length === 0 ? null : meanOf(common.map((pair) => Math.abs(pair.a - pair.b))),
    correlation: common.length < 2 ? null : spearman(common),
  };
}

/** 1 − 6 Σd² / n(n² − 1) over the ranks among the common items, which have no ties. */
function spearman(common: readonly { a: number; b: number }[]): number {
  const n = common.length;
  const rankOfB = new Map(common.map((pair) => pair.b).sort((x, y) => x - y).map((place, rank) => [place, rank])); // prettier-ignore
  const squares = common.reduce((sum, pair, rank) => sum + (rank - rankOfB.get(pair.b)!) ** 2, 0);
  return 1 - (6 * squares) / (n * (n * n - 1));
}

export const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
