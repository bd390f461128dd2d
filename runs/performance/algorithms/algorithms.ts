import { KindredError } from '#shared/api/errors.ts';
import { didYouMean } from '#shared/domain/did-you-mean.ts';
import { parseOptions } from '#shared/domain/parse-options.ts';
import type { QueryAlgorithm } from './algorithm.ts';
import { gradientBoosting } from './gradient-boosting.ts';
import { randomForest } from './random-forest.ts';
import { ridge } from './ridge.ts';

/** Every algorithm for query performance, in the order in which pages offer them. */
export const queryAlgorithms: readonly QueryAlgorithm[] = [gradientBoosting, randomForest, ridge];

/** @throws KindredError not_found naming the known algorithms */
export function findQueryAlgorithm(name: string): QueryAlgorithm {
  const found = queryAlgorithms.find((algorithm) => algorithm.name === name);
  if (found) return found;
  const names = queryAlgorithms.map((algorithm) => algorithm.name);
  throw new KindredError(
    'not_found',
    `There is no algorithm "${name}" for query performance.${didYouMean(name, names)} Known: ${names.join(', ')}.`,
  );
}

/**
 * Hyper-parameters with their defaults filled in.
 * @throws KindredError invalid_input naming the parameter and what it may be, or the nearest name of an unknown one
 */
export const parseQueryConfig = (algorithm: QueryAlgorithm, config: Record<string, unknown>): Record<string, unknown> =>
  parseOptions(algorithm.config, config, `The algorithm ${algorithm.name}`);
