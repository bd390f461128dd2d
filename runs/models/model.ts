import type { z } from 'zod';
import type { Contribution, Recommendation } from '#shared/domain/run.ts';
import type { Compute } from '#runs/matrix/compute.ts';
import type { Csr } from '#runs/matrix/csr.ts';

export type Reason = Recommendation['reason'];

/** What an algorithm may know of the data beside its values: sizes, for estimates made before anything is allocated. */
export type Shape = {
  users: number;
  items: number;
  /** Values in the training matrix, at most. */
  nnz: number;
  /** Σ over items of (users of the item)²: multiply-adds of a user–user product. */
  userPairs: number;
  /** Σ over users of (items of the user)²: multiply-adds of an item–item product. */
  itemPairs: number;
  /** Least and greatest value of the matrix, where they are known before it is made. */
  weights?: { min: number; max: number };
  /** Threads that products are spread over; each keeps its own neighbours until the end. 1 where absent. */
  threads?: number;
};

export type Cost = {
  bytes: number;
  operations: number;
  /** Of the bytes, those of a search for neighbours, and how few it can do with by blocks whose columns wait on disk. */
  search?: { bytes: number; least: number };
};

/** What a model may learn from beside the matrix; of training events only. */
export type SideInformation = {
  /** One entry an event; times in milliseconds since 1970, null where the data has none. */
  events: { items: Int32Array; weights: Float64Array; times: Float64Array | null };
  /** items × categories and users × categories over the same categories, values 1; null where unknown. */
  itemCategories: Csr | null;
  userCategories: Csr | null;
  /** Names of the categories, for explanations; null or absent where they have none. */
  categoryNames?: readonly string[] | null;
  /** Milliseconds since 1970; NaN where unknown. */
  itemCreatedAt: Float64Array | null;
};

export type TrainContext = {
  seed: number;
  side: SideInformation;
  compute: Compute;
  /** Progress in steps of the algorithm; `metrics` are logged with the step. */
  onStep(step: { done: number; total: number; metrics?: Record<string, number> }): void;
  /** True once the run was cancelled; asked often enough to stop within a second. */
  shouldStop(): boolean;
};

/** Named arrays of finite numbers, and values, that make the model again; what artifacts and bundles store. */
export type SavedModel = {
  arrays: Record<string, Int32Array | Float32Array | Float64Array>;
  meta: Record<string, string | number | boolean | null>;
};

/** A trained model over known users 0…users − 1 and items 0…items − 1 of its training matrix. It holds no ids. */
export type Model = {
  /**
   * Writes a score in [0, 1] for every item into `out` (length items); higher is better, 0 means nothing speaks for the item.
   * Equal input gives equal bits, in evaluation, on the command line and in serving.
   * @returns why these scores are as they are; null where the model knows nothing of the user (cold start decides then)
   */
  score(user: number, out: Float64Array): Reason | null;
  /**
   * Addends of `score(user)[item]`, greatest first; they sum to it within 1e-9.
   * `id`s are indices as text; the caller names them, also where a text says `{id}`.
   */
  explain(user: number, item: number): Contribution[];
  /**
   * `score` for a user with this history, known or not, without training again: the scores of a known user with the same history
   * where the mathematics says so (each algorithm's docstring says where not). Absent where the algorithm cannot.
   * @param items   indices, ascending and distinct
   * @param weights of these items, as the training matrix would hold them
   * @param self    the known user whose history this would be instead of the trained one, who is no neighbour of their own then
   */
  foldIn?(items: Int32Array, weights: Float64Array, out: Float64Array, self?: number): Reason | null;
  /** Addends of `foldIn(…)[item]`, as `explain` has those of `score`; there wherever `foldIn` is. */
  explainFoldIn?(items: Int32Array, weights: Float64Array, item: number, self?: number): Contribution[];
  /** Whether `score` has an answer for a user without training interactions, such as one with stated interests. Absent: for nobody. */
  knowsWithoutHistory?(user: number): boolean;
  /** Answers where the cold-start policy is `trending`; only models that were trained with that policy have it. */
  trending?: Model;
  save(): SavedModel;
};

/** One algorithm: its config is the form in the interface, the flags of the command line and the params of the run. */
export type Algorithm<C extends z.ZodObject = z.ZodObject> = {
  name: string;
  title: string;
  /** What it does, its formula and its source. */
  description: string;
  config: C;
  /**
   * What `train` allocates beside the ratings, and its multiply-adds.
   * @throws KindredError invalid_input where the config cannot be used with data of this shape
   */
  estimate(shape: Shape, config: z.output<C>): Cost;
  train(ratings: Csr, config: z.output<C>, context: TrainContext): Promise<Model>;
  /** The model of `save()`, over the matrix that it was trained on. */
  load(saved: SavedModel, ratings: Csr, config: z.output<C>): Model;
};
