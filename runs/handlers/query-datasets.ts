import { setTimeout as wait } from 'node:timers/promises';
import { KindredError } from '#shared/api/errors.ts';
import type { QueryRecipe } from '#shared/domain/query-dataset.ts';
import type { QueryDatasetFacts } from '#runs/performance/create-samples.ts';
import type { Job } from '#runs/training/trainer.ts';
import type { ConnectionService } from './connection-service.ts';
import type { CoreContext } from './context.ts';
import type { DatasetJobs } from './dataset-jobs.ts';

/**
 * Samples a database in the core's own thread: it asks a little and waits long, and would keep a training thread from its work.
 * @throws KindredError cancelled where `datasets.cancel` stopped it; nothing is kept then
 */
export async function createQueryDataset(
  { paths, clock }: CoreContext,
  jobs: DatasetJobs,
  connections: ConnectionService,
  { name, recipe }: { name: string; recipe: QueryRecipe },
): Promise<QueryDatasetFacts> {
  const target = await connections.targetOfSource(recipe.source);
  return jobs.run(name, (report): Job<QueryDatasetFacts> => {
    const stop = new AbortController();
    const { signal } = stop;
    const sample = async () => {
      const { createSamples } = await import('#runs/performance/look-at-queries.ts');
      try {
        return await createSamples(recipe, paths.datasets, {
          target,
          signal,
          now: () => clock.now(),
          wait: (ms) => wait(ms, undefined, { signal }),
          onProgress: (stage, done, total, note) =>
            report({ type: 'progress', stage, done, total, ...(note !== undefined && { note }) }),
          onWarning: (message) => report({ type: 'warning', message }),
        });
      } catch (error) {
        if (signal.aborted) throw new KindredError('cancelled', 'The dataset was cancelled; nothing was kept.');
        throw error;
      }
    };
    return { done: sample(), started: Promise.resolve(), stop: () => stop.abort() };
  });
}
