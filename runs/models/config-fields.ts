import { z } from 'zod';

/** Fields of algorithms' configs. Every message says what the value may be, because it stands behind the field's name alone. */

export function wholeNumber(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}

export function decimalNumber(min: number, max: number) {
  const error = `must be a number from ${min} to ${max}`;
  return z.number({ error }).min(min, { error }).max(max, { error });
}

export function choice<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, { error: `must be one of ${values.join(', ')}` });
}

export function yesOrNo() {
  return z.boolean({ error: 'must be true or false' });
}

export const coldStarts = ['empty', 'popular', 'trending', 'random'] as const;
export type ColdStart = (typeof coldStarts)[number];

/** What users without training interactions get. */
export const coldStart = (usual: ColdStart) =>
  choice(coldStarts)
    .default(usual)
    .describe(
      'What users unknown to the model get: nothing (empty), the most popular items, those with the most recent engagement (trending, half-life 7 days), or random ones',
    );

/** Values of each list that are kept. */
export const neighbourCount = (usual: number, what: string) =>
  wholeNumber(1, 10_000).default(usual).describe(`${what} that are kept of each`);

export const factorCount = (usual: number) =>
  wholeNumber(1, 1024).default(usual).describe('Numbers that describe each user and item');

export const iterationCount = (usual: number, what: string) => wholeNumber(1, 10_000).default(usual).describe(what);

/** Above 0, so that equations have one solution. */
export const regularization = (usual: number, least: number, what: string) =>
  decimalNumber(least, 1e9).default(usual).describe(what);

/** What the neighbourhood models have in common. */
export const neighbourFields = (what: 'users' | 'items') => ({
  n_neighbors: neighbourCount(10, `Most similar ${what}`),
  similarity: choice(['cosine', 'asymmetric', 'jaccard', 'dice', 'tversky', 'pearson'])
    .default('cosine')
    .describe(
      `How alike two ${what} are. cosine, asymmetric and pearson compare weights; jaccard, dice and tversky compare the sets of what has a weight above 0`,
    ),
  weighting: choice(['none', 'tfidf', 'bm25'])
    .default('none')
    .describe(
      'Of the weights in the similarity only, not of those in the score: none, TF-IDF or BM25 (K1 1.2, B 0.75). For cosine, asymmetric and pearson',
    ),
  alpha: decimalNumber(0, 2)
    .default(0.5)
    .describe(
      'For asymmetric: dot / (|a|^2α · |b|^2(1−α)), 0.5 is the cosine. For tversky: what counts against b that only a has',
    ),
  beta: decimalNumber(0, 2)
    .default(0.5)
    .describe('For tversky: what counts against b that only b has; α = β = 1 is Jaccard, 0.5 is Dice'),
  normalize: yesOrNo()
    .default(true)
    .describe(
      'For cosine, asymmetric and pearson: false leaves the dot product as it is, so that lengths count and shrinkage does not',
    ),
  shrinkage: decimalNumber(0, 1e9)
    .default(0)
    .describe(
      'Added to what the similarity divides by, as in dot / (|a||b| + shrinkage). Above 0, chance overlaps count less',
    ),
  min_overlap: wholeNumber(1, 1_000_000)
    .default(1)
    .describe(
      what === 'users'
        ? 'Items that two users must have in common to be neighbours'
        : 'Users that two items must have in common to be neighbours',
    ),
});
