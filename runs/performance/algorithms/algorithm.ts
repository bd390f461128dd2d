import type { z } from 'zod';
import type { SavedModel } from '#runs/models/model.ts';

/** What was measured, as models see it. */
export type Table = {
  /** rows × columns, row by row, all finite. */
  x: Float64Array;
  /** Execution time on the scale that is modelled. */
  y: Float64Array;
  columns: number;
};

export type FitContext = {
  seed: number;
  /** Progress in steps of the algorithm. */
  onStep(done: number, total: number): void;
  /** True once the run was cancelled; asked often enough to stop within a second. */
  shouldStop(): boolean;
};

/** A fitted model over prepared rows. */
export type Estimator = {
  /** @param row as many numbers as there were columns, all finite; equal rows give equal bits */
  predict(row: Float64Array): number;
  save(): SavedModel;
};

/** One way to predict execution times; its config is the form, the flags of the command line and the params of the run. */
export type QueryAlgorithm<C extends z.ZodObject = z.ZodObject> = {
  name: string;
  title: string;
  /** What it does, its formula and its source. */
  description: string;
  config: C;
  /** About how many seconds `fit` takes on one thread. */
  seconds(rows: number, columns: number, config: z.output<C>): number;
  /** @throws KindredError cancelled */
  fit(table: Table, config: z.output<C>, context: FitContext): Estimator;
  /**
   * The estimator of `save()`. Nothing is executed; every index and number is checked.
   * @throws KindredError invalid_input naming what is wrong
   */
  load(saved: SavedModel, columns: number): Estimator;
};
