import { KindredError } from '#shared/api/errors.ts';
import { didYouMean } from '#shared/domain/did-you-mean.ts';
import { parseOptions } from '#shared/domain/parse-options.ts';
import { als } from './als.ts';
import { bpr } from './bpr.ts';
import { content } from './content.ts';
import { ease } from './ease.ts';
import { hybridFeed, hybridMedia } from './hybrid.ts';
import { itemKnn } from './item-knn.ts';
import type { Algorithm } from './model.ts';
import { p3alpha } from './p3alpha.ts';
import { popularity } from './popularity.ts';
import { pureSvd } from './pure-svd.ts';
import { random } from './random.ts';
import { rp3beta } from './rp3beta.ts';
import { slim } from './slim.ts';
import { trending } from './trending.ts';
import { userKnn } from './user-knn.ts';
import { withNewItemBoost } from './with-new-item-boost.ts';
import { withTrendingColdStart } from './with-trending-cold-start.ts';

const neighbours: Algorithm[] = [userKnn, itemKnn, p3alpha, rp3beta];
const linear: Algorithm[] = [ease, slim];
const factors: Algorithm[] = [als, bpr, pureSvd];
const mixed: Algorithm[] = [content, hybridFeed, hybridMedia];
const baselines: Algorithm[] = [popularity, trending, random];

/** Every algorithm with the parameters that all have, in the order in which pages offer them. */
export const algorithms: readonly Algorithm[] = [...neighbours, ...linear, ...factors, ...mixed, ...baselines].map(
  (algorithm) => withNewItemBoost(withTrendingColdStart(algorithm)),
);

/** @throws KindredError not_found naming the known algorithms */
export function findAlgorithm(name: string): Algorithm {
  const found = algorithms.find((algorithm) => algorithm.name === name);
  if (found) return found;
  const names = algorithms.map((algorithm) => algorithm.name);
  throw new KindredError(
    'not_found',
    `There is no algorithm "${name}".${didYouMean(name, names)} Known: ${names.join(', ')}.`,
  );
}

/**
 * Hyper-parameters with their defaults filled in.
 * @throws KindredError invalid_input naming the parameter and what it may be, or the nearest name of an unknown one
 */
export function parseConfig(algorithm: Algorithm, config: Record<string, unknown>): Record<string, unknown> {
  return parseOptions(algorithm.config, config, `The algorithm ${algorithm.name}`);
}
