import { KindredError } from '#shared/api/errors.ts';
import type { Csr } from '#runs/matrix/csr.ts';

/** @throws KindredError invalid_input where a weight is below 0, naming the first one */
export function requireNonNegative(ratings: Csr, algorithm: string): void {
  const at = ratings.values.findIndex((value) => value < 0);
  if (at < 0) return;
  throw new KindredError(
    'invalid_input',
    `The algorithm ${algorithm} cannot take weights below 0, and this dataset has ${ratings.values[at]}. ` +
      'Give dislikes the weight 0, or use user_knn, item_knn, ease, slim or pure_svd.',
  );
}
