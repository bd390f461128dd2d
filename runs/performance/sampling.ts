import type { QueryRecipe } from '#shared/domain/query-dataset.ts';
import type { ConnectionTarget } from '#runs/data/postgres/target.ts';
import type { DropCounter } from '#runs/data/files/drop-counter.ts';
import type { SampleRow } from './samples.ts';

/** What a source of samples is given. */
export type SamplingContext = {
  target: ConnectionTarget;
  signal: AbortSignal;
  drops: DropCounter;
  onProgress(stage: string, done: number, total: number, note?: string): void;
  onWarning(sentence: string): void;
  /** Waits between two looks; rejects when the signal is aborted. */
  wait(ms: number): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
};

/** The samples, and the options as they were understood. */
export type Sampled = { rows: SampleRow[]; options: QueryRecipe['options'] };
