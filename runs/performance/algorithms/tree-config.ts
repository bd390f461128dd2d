import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import type { Random } from '#runs/matrix/random.ts';

/** What bounds each tree of an ensemble. */
export const treeConfig = (usual: { max_depth: number; min_samples_split: number }) => ({
  max_depth: z.int().min(1).max(30).default(usual.max_depth).describe('Most splits between the root and a leaf'),
  min_samples_split: z
    .int()
    .min(2)
    .max(10_000)
    .default(usual.min_samples_split)
    .describe('Fewest samples that are divided any further'),
});

/** A random part of the columns, ascending; at least one. */
export function drawColumns(random: Random, columns: number, share: number): Int32Array {
  const all = Int32Array.from({ length: columns }, (_, column) => column);
  const count = Math.max(1, Math.round(columns * share));
  return count === columns ? all : random.shuffle(all).slice(0, count).sort();
}

export const stopped = (): KindredError => new KindredError('cancelled', 'The run was cancelled.');

/** Seconds that ml-cart takes to grow a tree: it tries each sample of each column against all others, and most of them at the root. */
export const treeSeconds = (samples: number, columns: number, depth: number): number =>
  samples ** 2 * columns * (1 + depth / 10) * 9e-9;
