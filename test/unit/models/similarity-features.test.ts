import { describe, expect, it } from 'vitest';
import { createRandom } from '#runs/matrix/random.ts';
import { similarityFeatures } from '#runs/models/similarity-features.ts';
import type { SimilarityConfig } from '#runs/models/similarity-features.ts';
import { csrOf, denseOf, randomCsr } from '../../support/matrices.ts';

const ratings = randomCsr(createRandom(1, 'features'), 20, 12, 0.4, [1, 2, 0.5, -1]);
const dense = denseOf(ratings);
const usual: SimilarityConfig = { similarity: 'cosine', weighting: 'none', alpha: 0.5, beta: 0.5, normalize: true };
const idf = dense[0]!.map((_, item) => Math.log(20 / (1 + dense.filter((row) => row[item] !== 0).length)));
const length = (row: number[]) => row.reduce((sum, value) => sum + Math.abs(value), 0);
const meanLength = dense.reduce((sum, row) => sum + length(row), 0) / 20;

const column = (item: number) => dense.map((row) => row[item]!);
const idfOfUser = (row: number[]) => Math.log(12 / (1 + row.filter((value) => value !== 0).length));

/** Each formula as it is written down. */
const formulas: [Partial<SimilarityConfig>, (x: number, row: number[], item: number) => number][] = [
  [{}, (x) => x],
  [{ weighting: 'tfidf' }, (x, _, item) => Math.sign(x) * Math.sqrt(Math.abs(x)) * idf[item]!],
  [
    { weighting: 'bm25' },
    (x, row, item) => {
      const norm = 1.2 * (1 - 0.75 + (0.75 * length(row)) / meanLength);
      return (x * 2.2 * idf[item]!) / (norm + Math.abs(x));
    },
  ],
  [
    { weighting: 'tfidf', weighting_documents: 'items' },
    (x, row) => Math.sign(x) * Math.sqrt(Math.abs(x)) * idfOfUser(row),
  ],
  [
    { weighting: 'bm25', weighting_documents: 'items' },
    (x, row, item) => {
      const norm = 1.2 * (1 - 0.75 + (0.75 * length(column(item))) / ((meanLength * 20) / 12));
      return (x * 2.2 * idfOfUser(row)) / (norm + Math.abs(x));
    },
  ],
  [
    { similarity: 'pearson' },
    (x, row) => {
      const rated = row.filter((value) => value !== 0);
      return x - rated.reduce((a, b) => a + b, 0) / rated.length;
    },
  ],
  [{ similarity: 'jaccard' }, (x) => (x > 0 ? 1 : 0)],
];

describe.each(formulas)('features %j', (config, formula) => {
  const { matrix, ofRow } = similarityFeatures(ratings, { ...usual, ...config });

  it('are those of the formula', () => {
    const found = denseOf(matrix);
    dense.forEach((row, user) =>
      row.forEach((x, item) => expect(found[user]![item]).toBeCloseTo(x === 0 ? 0 : formula(x, row, item), 12)),
    );
  });

  it('have the same bits for a row by itself', () => {
    for (let user = 0; user < ratings.rows; user++) {
      const [from, to] = [ratings.indptr[user]!, ratings.indptr[user + 1]!];
      const own = ofRow(ratings.indices.slice(from, to), ratings.values.slice(from, to));
      const place = [matrix.indptr[user]!, matrix.indptr[user + 1]!] as const;
      expect(own.indices).toEqual(matrix.indices.slice(...place));
      expect(own.values).toEqual(matrix.values.slice(...place));
    }
  });
});

it('features of nothing are nothing', () => {
  for (const weighting of ['none', 'tfidf', 'bm25'] as const) {
    expect(similarityFeatures(csrOf([[0, 0]]), { ...usual, weighting }).matrix.values).toEqual(new Float64Array(0));
  }
});
