import { alsHalfStep } from './als-half-step.ts';
import type { Compute } from './compute.ts';
import { elasticNet } from './elastic-net.ts';
import { gram, gramInverse } from './gram.ts';
import type { Runner } from './pass.ts';
import { productTopK } from './product.ts';
import { summarise, topK } from './similarity.ts';

const noProgress = (): void => undefined;

/** All matrix work over whatever carries out its passes. */
export function createCompute(runner: Runner): Compute {
  return {
    topK: (ratings, options, onProgress = noProgress) => topK(runner, ratings, options, onProgress),
    summarise: (ratings) => summarise(runner, ratings),
    productTopK: (left, right, options, onProgress = noProgress) =>
      productTopK(runner, left, right, options, onProgress),
    gram: (ratings, onProgress = noProgress) => gram(runner, ratings, onProgress),
    gramInverse: (ratings, ridge, onProgress = noProgress) => gramInverse(runner, ratings, ridge, onProgress),
    elasticNet: (problem, onProgress = noProgress) => elasticNet(runner, problem, onProgress),
    alsHalfStep: (step) => alsHalfStep(runner, step),
  };
}
