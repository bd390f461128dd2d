import type { QueryRunReport } from '#shared/domain/query-report.ts';
import { featureNames } from '#shared/domain/query-features.ts';
import { meanWithInterval } from '#shared/domain/statistics.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { estimate, type QueryModel } from './query-model.ts';
import { rowOf, width, type QuerySamples } from './samples.ts';
import { toScale } from './target-scale.ts';

export type ImportanceOptions = { permutations: number; seed: number; onStep(done: number, total: number): void };

/**
 * Rise of the mean squared error on the modelled scale when the values of one feature are shuffled among samples (Breiman 2001; Fisher et
 * al. 2019), most important first. Below 0 is chance.
 */
export function permutationImportance(
  model: QueryModel,
  data: QuerySamples,
  samples: Int32Array,
  { permutations, seed, onStep }: ImportanceOptions,
): QueryRunReport['importance'] {
  if (permutations === 0) return [];
  const random = createRandom(seed, 'permutation importance');
  const actual = Float64Array.from(samples, (sample) => toScale(data.times[sample]!, model.scale));
  const row = new Float64Array(width);

  /** @param shuffled where each sample takes the feature from; its own where null */
  const error = (feature: number, shuffled: Int32Array | null): number => {
    let sum = 0;
    samples.forEach((sample, at) => {
      row.set(rowOf(data, sample));
      if (shuffled) row[feature] = rowOf(data, samples[shuffled[at]!]!)[feature]!;
      sum += (actual[at]! - estimate(model, row)) ** 2;
    });
    return sum / samples.length;
  };

  const usual = error(0, null);
  const found = featureNames.map((feature, at) => {
    const rises = Array.from({ length: permutations }, () => {
      const order = random.shuffle(Int32Array.from({ length: samples.length }, (_, place) => place));
      return error(at, order) - usual;
    });
    onStep(at + 1, width);
    const { mean, ci } = meanWithInterval(rises);
    return { feature, mean, ci };
  });
  return found.toSorted((a, b) => b.mean - a.mean || featureNames.indexOf(a.feature) - featureNames.indexOf(b.feature));
}
