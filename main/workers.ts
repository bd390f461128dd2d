import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CoreConfig } from '#runs/core.ts';

/** The worker threads' entry files: the bundle's name, and the source it is made from. */
const entries = {
  training: { built: './training-worker.js', source: '../runs/training/worker.ts' },
  kernel: { built: './kernel-worker.js', source: '../runs/training/kernel-worker.ts' },
  evaluate: { built: './evaluate-worker.js', source: '../runs/training/evaluate-worker.ts' },
  matrix: { built: './matrix-worker.js', source: '../runs/artifacts/matrix-worker.ts' },
  analysis: { built: './analysis-worker.js', source: '../runs/training/analysis-worker.ts' },
} satisfies Record<keyof CoreConfig['workers'], { built: string; source: string }>;

const serving = {
  api: { built: './serving-worker.js', source: './serving/api-worker.ts' },
  helper: { built: './serving-helper.js', source: '../runs/serving/helper-worker.ts' },
};

/** Beside the bundle where this runs from the build, else the source, which Node runs as it is. */
export const workerUrls: CoreConfig['workers'] = {
  training: resolve(entries.training),
  kernel: resolve(entries.kernel),
  evaluate: resolve(entries.evaluate),
  matrix: resolve(entries.matrix),
  analysis: resolve(entries.analysis),
};

/** The threads of the serving API: the API itself, where the workbench runs it, and its helpers. */
export const servingWorkers: { api: URL; helper: URL } = {
  api: resolve(serving.api),
  helper: resolve(serving.helper),
};

function resolve({ built, source }: { built: string; source: string }): URL {
  const besideBundle = new URL(built, import.meta.url);
  return existsSync(fileURLToPath(besideBundle)) ? besideBundle : new URL(source, import.meta.url);
}
