/** How much more a pair with an interaction of weight r counts than one without (Hu, Koren & Volinsky 2008). */
export type ConfidenceConfig = { confidence_scaling: 'linear' | 'log'; alpha: number; epsilon: number };

/** w = α·r, or α·ln(1 + r / ε), of each weight r; themselves where nothing changes. */
export function confidencesOf(
  weights: Float64Array,
  { confidence_scaling, alpha, epsilon }: ConfidenceConfig,
): Float64Array {
  if (confidence_scaling === 'log') return weights.map((weight) => alpha * Math.log1p(weight / epsilon));
  return alpha === 1 ? weights : weights.map((weight) => alpha * weight);
}
