import { join } from 'node:path';
import { queryFeatures } from '#shared/domain/query-features.ts';
import type { QueryDataset } from '#shared/domain/query-dataset.ts';
import { foldersOf } from '#runs/core.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { queryProfile } from '#runs/performance/profile.ts';
import { samplesOf, type SampleRow } from '#runs/performance/samples.ts';
import { writeQuerySnapshot } from '#runs/performance/snapshot.ts';
import { systemClock } from '#runs/tracking/clock.ts';
import { openStore } from '#runs/tracking/open-store.ts';

/** Samples whose times follow from their plans, with some noise: what a server would have given that is not there for most tests. */
export function sampleRows({ queries = 200, seed = 1 } = {}): SampleRow[] {
  const random = createRandom(seed, 'query samples');
  return Array.from({ length: queries }, (_, query) => {
    const rows = 10 ** (1 + 4 * random.next());
    const joins = random.below(4);
    const values: Record<string, number> = {
      plan_cost: rows * (1 + joins),
      estimated_bytes: rows * 64,
      joins,
      seq_scans: 1 + random.below(3),
      index_scans: random.below(3),
      relation_bytes: rows * 120,
      concurrent_load: random.below(5),
    };
    return Array.from({ length: 2 }, (_unused, look) => {
      const noise = 0.8 + 0.4 * random.next();
      const time = (rows * (1 + joins) * noise) / 2000;
      const history = look === 0 ? { calls_history: 0, recent_mean_ms: NaN, cache_hit_ratio: NaN } : { calls_history: 10, recent_mean_ms: time * (0.5 + random.next()), cache_hit_ratio: 0.9 }; // prettier-ignore
      const known = { ...values, ...history } as Record<string, number>;
      return {
        id: `q${String(query).padStart(4, '0')}`,
        query: `select ${query}`,
        features: queryFeatures.map(({ name }) => known[name] ?? 0),
        time,
        calls: 5,
        at: Date.UTC(2026, 10, 20) + look * 60_000 + query,
      };
    });
  }).flat();
}

/** Puts such samples into a data folder, as a dataset that was collected there. */
export async function addQueryDataset(
  home: string,
  name = 'slow',
  how: { queries?: number; seed?: number } = {},
): Promise<QueryDataset> {
  const paths = foldersOf(home);
  const data = samplesOf(sampleRows(how));
  const { fingerprint } = await writeQuerySnapshot(paths.datasets, data);
  const store = await openStore({ file: paths.database, backups: join(home, 'backups'), clock: systemClock });
  try {
    return await store.queryDatasets.insert(name, {
      fingerprint,
      recipe: { source: 'postgres:localhost/test', options: {} },
      queries: data.queryIds.length,
      samples: data.of.length,
      profile: queryProfile(data, []),
    });
  } finally {
    await store.close();
  }
}
