import { KindredError } from '#shared/api/errors.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import type { Shape } from './model.ts';

/** @throws KindredError invalid_input where a weight is below 0, naming the first one */
export function requireNonNegative(ratings: Csr, algorithm: string): void {
  const at = ratings.values.findIndex((value) => value < 0);
  if (at >= 0) refuse(algorithm, ratings.values[at]!);
}

/** The same before the start, where weights are known by then. */
export function requireNonNegativeWeights({ weights }: Shape, algorithm: string): void {
  if (weights && weights.min < 0) refuse(algorithm, weights.min);
}

function refuse(algorithm: string, weight: number): never {
  throw new KindredError(
    'invalid_input',
    `The algorithm ${algorithm} cannot take weights below 0, and this dataset has ${weight}. ` +
      'Give dislikes the weight 0, or use user_knn, item_knn, ease, slim or pure_svd.',
  );
}
