/** Steps of Newton's method; three or four are enough for the twelfth digit. */
const rounds = 50;

/**
 * Probability that each item is among `count` distinct ones that are drawn one after the other with probabilities `picks`:
 * 1 − e^(−c·pick), c such that they sum to `count` (Rosén 1997). Items of probability 0 are never drawn.
 * @param count  need not be whole
 * @param start  a guess of c, such as that for a smaller count
 */
export function inclusion(picks: Float64Array, count: number, start = count): { shares: Float64Array; scale: number } {
  const possible = picks.reduce((sum, pick) => sum + Number(pick > 0), 0);
  if (count >= possible) return { shares: picks.map((pick) => Number(pick > 0)), scale: start };
  // The sum is concave in c, so that Newton comes from below without overshooting once it is below.
  let scale = Math.max(start, count);
  for (let round = 0; round < rounds; round++) {
    let sum = 0;
    let slope = 0;
    for (let item = 0; item < picks.length; item++) {
      const missing = Math.exp(-scale * picks[item]!);
      sum += 1 - missing;
      slope += picks[item]! * missing;
    }
    const change = (count - sum) / slope;
    scale = Math.max(count, scale + change);
    if (Math.abs(change) <= 1e-10 * scale) break;
  }
  return { shares: picks.map((pick) => -Math.expm1(-scale * pick)), scale };
}
