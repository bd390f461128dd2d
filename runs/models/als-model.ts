import type { Contribution } from '#shared/domain/run.ts';
import { alsFixed, createAlsSystem, dotAt, pulled } from '#runs/matrix/als-system.ts';
import type { AlsSettings, AlsSystem } from '#runs/matrix/als-system.ts';
import { rowIndices, rowValues } from '#runs/matrix/csr.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { padded } from '#runs/matrix/tile.ts';
import { confidencesOf } from './als-confidence.ts';
import type { ConfidenceConfig } from './als-confidence.ts';
import { factorAddends, longestRow } from './factor-addends.ts';
import type { Model } from './model.ts';
import { explainSpread, spreadScores } from './scores.ts';
import type { Spread } from './scores.ts';

/**
 * Scores by factors, where each user's are the exact solution for the items' (as `als` leaves them): x = A⁻¹·Σ_j c_j·y_j over the
 * user's own items j, c = w + pull. A history is folded in by the same solution, and item j contributes c_j·(y_i·A⁻¹·y_j) to the score of
 * item i.
 */
export function createAlsModel(
  { users, items }: { users: Float64Array; items: Float64Array },
  ratings: Csr,
  settings: AlsSettings,
  confidence: ConfidenceConfig,
): Model {
  const { factors, pull } = settings;
  const longest = longestRow(items, factors);
  let system: AlsSystem | undefined;
  const solver = () => (system ??= createAlsSystem(settings, alsFixed(settings, items)));

  function scoreOf(x: Float64Array, at: number, out: Float64Array) {
    for (let item = 0; item < out.length; item++) out[item] = dotAt(items, item * factors, x, at, factors);
    return spreadScores(out, Math.sqrt(dotAt(x, at, x, at, factors)) * longest);
  }

  /** The factors of somebody with this history. */
  function solved(own: Int32Array, weights: Float64Array): Float64Array {
    const x = new Float64Array(padded(factors));
    if (own.length > 0) solver().solve(own, confidencesOf(weights, confidence), x);
    return x;
  }

  /** @param x, at  the factors of somebody with this history, and where they begin */
  function explainFactors(x: Float64Array, at: number, own: Int32Array, weights: Float64Array, item: number) {
    const spread = scoreOf(x, at, new Float64Array(ratings.cols));
    if (!spread) return [];
    const z = new Float64Array(padded(factors));
    z.set(items.subarray(item * factors, (item + 1) * factors));
    const confidences = confidencesOf(weights, confidence);
    solver().solveFor(own, confidences, z);
    const parts = addends(
      own,
      weights,
      (other, n) => pulled(confidences[n]!, pull) * dotAt(items, other * factors, z, 0, factors),
    );
    const byFactor = factorAddends(x, at, items, item * factors, factors);
    return explainSpread(agree(parts, byFactor, spread) ? parts : byFactor, spread);
  }

  return {
    score: (user, out) => (scoreOf(users, user * factors, out) ? 'collaborative_filtering' : null),
    foldIn: (own, weights, out) => (scoreOf(solved(own, weights), 0, out) ? 'collaborative_filtering' : null),
    explain: (user, item) =>
      explainFactors(users, user * factors, rowIndices(ratings, user), rowValues(ratings, user), item),
    explainFoldIn: (own, weights, item) => explainFactors(solved(own, weights), 0, own, weights, item),
    save: () => ({ arrays: { users, items }, meta: { factors } }),
  };
}

/**
 * Whether the contributions of items sum to what those of factors do, in as many digits as an explanation keeps. Weights of very
 * different sizes make equations that are solved in fewer; then the score is explained factor by factor.
 */
function agree(parts: readonly Contribution[], byFactor: readonly Contribution[], { low, high }: Spread): boolean {
  const sum = (of: readonly Contribution[], value: (part: Contribution) => number) =>
    of.reduce((total, part) => total + value(part), 0);
  const gap = Math.abs(sum(parts, ({ value }) => value) - sum(byFactor, ({ value }) => value));
  const cancelled = sum(parts, ({ value }) => Math.abs(value));
  return gap < 1e-10 * (high - low) && cancelled < 1e4 * (high - low);
}

function addends(own: Int32Array, weights: Float64Array, valueOf: (item: number, n: number) => number): Contribution[] {
  return Array.from(own, (item, n) => {
    const text = `item {id}, which the user has with weight ${Number(weights[n]!.toPrecision(6))}`;
    return { kind: 'item', id: String(item), value: valueOf(item, n), similarity: null, text };
  });
}
