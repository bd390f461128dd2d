import { createHash } from 'node:crypto';
import type { ParamValue, RunSplitKind } from '#shared/domain/run.ts';

/** What runs must agree in to be repetitions of each other. */
export type Repeated = {
  algorithm: string;
  /** Fingerprint of the dataset. */
  dataset: string;
  split_kind: RunSplitKind;
  candidates: string;
  ks: readonly number[];
  params: Readonly<Record<string, ParamValue>>;
};

/** Params that say with which random numbers a run was made (or the model that it measures), not what was made. */
export const isSeedParam = (key: string): boolean => /^((random_)?(seed|state)|evaluates)$/.test(key);

/** Equal for runs that agree in everything but the seed: 16 hexadecimal digits. */
export function groupKey({ algorithm, dataset, split_kind, candidates, ks, params }: Repeated): string {
  const shared = Object.entries(params)
    .filter(([key]) => !isSeedParam(key))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const agreed = JSON.stringify([algorithm, dataset, split_kind, candidates, [...ks].sort((a, b) => a - b), shared]);
  return createHash('sha256').update(agreed).digest('hex').slice(0, 16);
}
