import { KindredError } from '#shared/api/errors.ts';
import { featureNames, featuresOf } from '#shared/domain/query-features.ts';
import type { QueryBundleContents, QueryExamples } from '#runs/bundle/query-bundle.ts';
import { findQueryAlgorithm, parseQueryConfig } from './algorithms/algorithms.ts';
import { loadQueryModel, predict, type QueryModel } from './query-model.ts';

/** Queries that a model is asked for when it is registered. */
const count = 20;
const width = featureNames.length;

/** Every feature goes from the least to the greatest value that training saw, each at a pace of its own. */
export function exampleQueries(model: QueryModel): QueryExamples {
  const features = Float64Array.from({ length: count * width }, (_, at) => {
    const [row, column] = [Math.floor(at / width), at % width];
    const [least, most] = model.columns[column]!.seen;
    return least + ((most - least) * ((row * (column + 1)) % count)) / (count - 1);
  });
  return { features, predictions: answersTo(model, features) };
}

/** [predicted, lower, upper] of a query of which nothing is known, then of each row of features. */
function answersTo(model: QueryModel, features: Float64Array): Float64Array {
  const unknown = new Float64Array(width).fill(NaN);
  const rows = Array.from({ length: features.length / width }, (_, row) => features.subarray(row * width, (row + 1) * width)); // prettier-ignore
  return Float64Array.from(
    [unknown, ...rows].flatMap((row) => {
      const { predicted_ms, interval } = predict(model, featuresOf(row));
      return [predicted_ms, interval.lower_ms, interval.upper_ms];
    }),
  );
}

/**
 * The model of a bundle, ready to answer: what it says of the bundle's examples is what was said when it was registered, to the last bit.
 * @throws KindredError not_found for an algorithm that this Kindred does not know, invalid_input where the model is none
 */
export function restoreQueryModel({
  algorithm: name,
  config,
  saved,
  examples,
}: Pick<QueryBundleContents, 'algorithm' | 'config' | 'saved' | 'examples'>): QueryModel {
  const algorithm = findQueryAlgorithm(name);
  parseQueryConfig(algorithm, config);
  const model = loadQueryModel(saved, algorithm);
  const found = answersTo(model, examples.features);
  const other = found.findIndex((value, at) => value !== examples.predictions[at]);
  if (other < 0) return model;
  const query = Math.floor(other / 3);
  throw new KindredError(
    'invalid_input',
    `The model of the bundle does not say what it said when it was registered: ${found[other]} ms instead of ${examples.predictions[other]} ms of ${query === 0 ? 'a query of which nothing is known' : `example ${query}`}. Register it again.`,
  );
}
