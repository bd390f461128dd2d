/** Weight of a rank in RBO: (1 − p)·p^(rank − 1); 0.9 puts 86 % of it on the first ten. */
export const rboP = 0.9;

/** Items that both lists have among their first k, as a share of k. Order within the lists does not matter. */
export function overlapAt(a: readonly string[], b: readonly string[], k: number): number {
  const first = new Set(a.slice(0, k));
  return b.slice(0, k).filter((item) => first.has(item)).length / k;
}

/**
 * Rank-biased overlap of the first k of two lists, extrapolated (Webber, Moffat & Zobel 2010, equation 23):
 * X_k/k·p^k + (1 − p)/p · Σ_{d=1..k} X_d/d·p^d, X_d = items that both have among their first d. 1 for equal lists, 0 for disjoint ones.
 * Places that a list does not fill agree with nothing. How much of the tail is made up is p^k: RBO is weak on short lists
 * (arXiv 2307.13165), so overlap@k stands beside it.
 */
export function rbo(a: readonly string[], b: readonly string[], k: number, p = rboP): number {
  const [ofA, ofB] = [new Set<string>(), new Set<string>()];
  let common = 0;
  let sum = 0;
  for (let depth = 1; depth <= k; depth++) {
    const [nextA, nextB] = [a[depth - 1], b[depth - 1]];
    if (nextA !== undefined && nextA === nextB) common += 1;
    else {
      if (nextA !== undefined && ofB.has(nextA)) common += 1;
      if (nextB !== undefined && ofA.has(nextB)) common += 1;
    }
    if (nextA !== undefined) ofA.add(nextA);
    if (nextB !== undefined) ofB.add(nextB);
    sum += (common / depth) * p ** depth;
  }
  return (common / k) * p ** k + ((1 - p) / p) * sum;
}
