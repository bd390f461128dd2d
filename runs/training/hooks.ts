import { KindredError } from '#shared/api/errors.ts';
import type { ParamValue } from '#shared/domain/run.ts';
import type { Compute } from '#runs/matrix/compute.ts';
import type { Evaluator } from './evaluator.ts';
import type { MetricEntry } from './protocol.ts';

/** What a task computes with, and to whom it reports. */
export type TrainHooks = {
  compute: Compute;
  evaluator: Evaluator;
  onProgress(stage: string, done: number, total: number): void;
  onParams(params: Record<string, ParamValue>): void;
  onMetrics(entries: MetricEntry[]): void;
  onFile(name: string, bytes: Uint8Array, contentType: string): Promise<void>;
  shouldStop(): boolean;
};

export function logMetrics(hooks: TrainHooks, metrics: Record<string, number>, step = 0): void {
  hooks.onMetrics(Object.entries(metrics).map(([name, value]) => ({ name, step, value })));
}

/** @throws KindredError cancelled */
export function stopIfAsked(hooks: TrainHooks): void {
  if (hooks.shouldStop()) throw new KindredError('cancelled', 'The run was cancelled.');
}
