import { KindredError, never } from '#shared/api/errors.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import type { MeasureKind } from '#runs/matrix/measure.ts';
import { createFeatureWeighting } from './feature-weighting.ts';
import type { FeatureWeighting, WeightRow } from './feature-weighting.ts';
import type { Shape } from './model.ts';

/** The part of a neighbourhood model's config that says how alike two rows are. */
export type SimilarityConfig = {
  similarity: 'cosine' | 'asymmetric' | 'jaccard' | 'dice' | 'tversky' | 'pearson';
  weighting: FeatureWeighting;
  /** Of users only: whether they or their items are the documents of the weighting. */
  weighting_documents?: 'users' | 'items';
  alpha: number;
  beta: number;
  normalize: boolean;
};

/** What rows are compared by. */
export type Features = {
  /** The matrix with each row as it enters the similarity. */
  matrix: Csr;
  measure: MeasureKind;
  /** A row that is not in the matrix, as it would enter: by the statistics of those that are. */
  ofRow(indices: Int32Array, values: Float64Array): { indices: Int32Array; values: Float64Array };
};

const setMeasures = ['jaccard', 'dice', 'tversky'];

/** @throws KindredError invalid_input where an option would have no effect, or weights that are known leave nothing to compare */
export function checkSimilarity(
  { similarity, weighting, normalize }: SimilarityConfig,
  weights?: Shape['weights'],
): void {
  // Weights of features make equal values differ.
  if (similarity === 'pearson' && weighting === 'none' && weights && weights.min === weights.max) refuseEqual();
  if (!setMeasures.includes(similarity)) return;
  if (weighting === 'none' && normalize) return;
  const [option, usual] = weighting === 'none' ? ['normalize false', 'true'] : [`weighting ${weighting}`, 'none'];
  throw new KindredError(
    'invalid_input',
    `The similarity ${similarity} compares sets, so that ${option} would change nothing. Use ${usual}, or the similarity cosine.`,
  );
}

/**
 * Rows as the similarity wants them: sets as ones where a weight is above 0; TF-IDF or BM25; for Pearson without the mean of their
 * own values, so that its cosine is that of deviations (rows of equal values are left without length).
 * @throws KindredError invalid_input where no row has values that differ, for Pearson
 */
export function similarityFeatures(rows: Csr, config: SimilarityConfig): Features {
  const measure = measureOf(config);
  if (setMeasures.includes(config.similarity)) return { matrix: membership(rows), measure, ofRow: membersOf };
  const documents = config.weighting_documents === 'items' ? 'columns' : 'rows';
  const weigh = createFeatureWeighting(rows, config.weighting, documents);
  const values = rows.values.slice();
  const matrix = { ...rows, values };
  for (let row = 0; row < rows.rows; row++) {
    const from = rows.indptr[row]!;
    const end = rows.indptr[row + 1]!;
    enter(rows.indices.subarray(from, end), values.subarray(from, end), weigh, config);
  }
  if (config.similarity === 'pearson') requireDifferences(values);
  return {
    matrix,
    measure,
    ofRow(indices, own) {
      const entered = own.slice();
      enter(indices, entered, weigh, config);
      return { indices, values: entered };
    },
  };
}

function measureOf({ similarity, alpha, beta, normalize }: SimilarityConfig): MeasureKind {
  switch (similarity) {
    case 'jaccard':
    case 'dice':
      return { kind: similarity };
    case 'tversky':
      return { kind: similarity, alpha, beta };
    case 'asymmetric':
      return normalize ? { kind: similarity, alpha } : { kind: 'dot' };
    case 'cosine':
    case 'pearson':
      return { kind: normalize ? 'cosine' : 'dot' };
    default:
      return never(similarity);
  }
}

/** Rewrites one row in place. */
function enter(indices: Int32Array, values: Float64Array, weigh: WeightRow, { similarity }: SimilarityConfig): void {
  weigh(indices, values);
  if (similarity !== 'pearson' || values.length === 0) return;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  // Rounding of the mean must not look like a difference.
  const same = values.every((value) => value === values[0]);
  for (let p = 0; p < values.length; p++) values[p] = same ? 0 : values[p]! - mean;
}

function requireDifferences(values: Float64Array): void {
  if (values.length > 0 && values.every((value) => value === 0)) refuseEqual();
}

function refuseEqual(): never {
  throw new KindredError(
    'invalid_input',
    'The similarity pearson needs weights that differ within a row, and here all are equal. Use cosine or jaccard.',
  );
}

/** The values above 0, each as 1. */
function membership({ rows, cols, indptr, indices, values }: Csr): Csr {
  const offsets = new Int32Array(rows + 1);
  const kept = new Int32Array(indices.length);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    for (let p = indptr[row]!; p < indptr[row + 1]!; p++) if (values[p]! > 0) kept[count++] = indices[p]!;
    offsets[row + 1] = count;
  }
  return { rows, cols, indptr: offsets, indices: kept.slice(0, count), values: new Float64Array(count).fill(1) };
}

function membersOf(indices: Int32Array, values: Float64Array): { indices: Int32Array; values: Float64Array } {
  const kept = indices.filter((_, p) => values[p]! > 0);
  return { indices: kept, values: new Float64Array(kept.length).fill(1) };
}
