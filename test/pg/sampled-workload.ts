import { join } from 'node:path';
import { createSamples } from '#runs/performance/create-samples.ts';
import { targetOfUrl } from '#runs/data/postgres/target.ts';
import { openStore } from '#runs/tracking/open-store.ts';
import { systemClock } from '#runs/tracking/clock.ts';
import type { QueryDataset } from '#shared/domain/query-dataset.ts';
import { workloadQueries } from './query-workload.ts';
import type { StatisticsServer } from './statistics-server.ts';

/**
 * Looks at the statistics three times and runs the whole workload, each query twice, in between: instead of waiting for a time, the wait of the
 * sampler does the work. The samples become a dataset of the data folder.
 */
export async function sampleWorkload(server: StatisticsServer, home: string, name = 'workload'): Promise<QueryDataset> {
  const facts = await createSamples({ source: server.url, options: { looks: 3, every: 1 } }, join(home, 'datasets'), {
    target: targetOfUrl(server.url),
    signal: new AbortController().signal,
    now: () => Date.now(),
    async wait() {
      for (const query of workloadQueries) await server.run(query, query);
    },
    onProgress() {},
    onWarning() {},
  });
  const store = await openStore({
    file: join(home, 'kindred.db'),
    backups: join(home, 'backups'),
    clock: systemClock,
  });
  try {
    return await store.queryDatasets.insert(name, facts);
  } finally {
    await store.close();
  }
}
