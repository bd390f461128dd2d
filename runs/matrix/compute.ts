import type { AlsAnswer, AlsStep } from './als-half-step.ts';
import type { Csr } from './csr.ts';
import type { ElasticNet } from './elastic-net-pass.ts';
import type { MeasureKind } from './measure.ts';

/** The `k` most similar rows of each row, best first, ties to the smaller index; row r owns [r·k, r·k + counts[r]). */
export type Neighbours = {
  rows: number;
  k: number;
  counts: Int32Array;
  ids: Int32Array;
  similarities: Float64Array;
};

export type SimilarityOptions = {
  /** Neighbours kept of each row. */
  k: number;
  /** Added to what the measure divides by, as in dot / (|a||b| + shrinkage). */
  shrinkage: number;
  /** Pairs that share fewer columns are not neighbours. */
  minOverlap: number;
  /** The cosine where absent. */
  measure?: MeasureKind;
};

/** Progress in whatever the work consists of. */
export type OnProgress = (done: number, total: number) => void;

/** Smallest, greatest and mean cosine over all pairs of non-empty rows. Null where there are fewer than two. */
export type SimilaritySummary = { min: number; max: number; mean: number; pairs: number } | null;

/**
 * Where heavy matrix work happens: in this thread, or over several. The answers are the same to the bit.
 * Implementations stop with KindredError `cancelled` soon after `shouldStop` says so. Dense matrices are row-major.
 */
export type Compute = {
  /** Rows with similarity ≤ 0 are never neighbours; a row is never its own neighbour. */
  topK(ratings: Csr, options: SimilarityOptions, onProgress?: OnProgress): Promise<Neighbours>;
  summarise(ratings: Csr): Promise<SimilaritySummary>;
  /**
   * The k greatest values above 0 of each row of left·right·diag(columnScale), without the diagonal.
   * @param left n × m, and right m × n
   */
  productTopK(
    left: Csr,
    right: Csr,
    options: { k: number; columnScale: Float64Array },
    onProgress?: OnProgress,
  ): Promise<Neighbours>;
  /** RᵀR: columns × columns. */
  gram(ratings: Csr, onProgress?: OnProgress): Promise<Float64Array>;
  /**
   * (RᵀR + ridge·I)⁻¹: columns × columns, symmetric to the bit.
   * @throws KindredError invalid_input where rounding leaves it singular: the ridge is too small for these ratings
   */
  gramInverse(ratings: Csr, ridge: number, onProgress?: OnProgress): Promise<Float64Array>;
  /** For each column of the ratings that a Gram matrix was made of, its regression on the others: what a list holds are weights, the greatest absolute ones first. */
  elasticNet(problem: ElasticNet, onProgress?: OnProgress): Promise<Neighbours>;
  /** The factors of each row of `ratings` that are best for the fixed ones of its columns. */
  alsHalfStep(step: AlsStep): Promise<AlsAnswer>;
};
