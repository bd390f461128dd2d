/** How far two lists of distinct things, best first, agree; 1 the same, 0 nothing in common. */
export type ListAgreement = {
  /** Things that both have / places of the longer list. */
  overlap: number;
  /** Things that both have / things that either has. */
  jaccard: number;
  /** Rank-biased overlap: what comes first counts more. */
  rbo: number;
};

/** Two empty lists are the same. */
export function agreementOf(a: readonly string[], b: readonly string[], persistence: number): ListAgreement {
  if (a.length === 0 && b.length === 0) return { overlap: 1, jaccard: 1, rbo: 1 };
  const ofA = new Set(a);
  const common = b.filter((thing) => ofA.has(thing)).length;
  return {
    overlap: common / Math.max(a.length, b.length),
    jaccard: common / (a.length + b.length - common),
    rbo: rankBiasedOverlap(a, b, persistence),
  };
}

/**
 * Rank-biased overlap, extrapolated beyond lists that may be of different lengths (Webber, Moffat & Zobel, TOIS 28(4) 2010, equation 32).
 * @param p the chance that a reader goes on from one place to the next, 0 < p < 1: 0.9 gives the first ten places 86 % of the weight
 */
export function rankBiasedOverlap(a: readonly string[], b: readonly string[], p: number): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0) return 0;
  const [s, l] = [short.length, long.length];
  const seen = new Set<string>();
  let common = 0;
  let commonAtShort = 0;
  let sum = 0;
  for (let d = 1; d <= l; d++) {
    for (const thing of d <= s ? [short[d - 1]!, long[d - 1]!] : [long[d - 1]!]) {
      if (seen.has(thing)) common += 1;
      else seen.add(thing);
    }
    if (d === s) commonAtShort = common;
    const beyond = d > s ? (commonAtShort * (d - s)) / (s * d) : 0;
    sum += (common / d + beyond) * p ** d;
  }
  const tail = ((common - commonAtShort) / l + commonAtShort / s) * p ** l;
  return ((1 - p) / p) * sum + tail;
}
