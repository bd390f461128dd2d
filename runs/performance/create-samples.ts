import { QueryOptions, type QueryDataset, type QueryRecipe } from '#shared/domain/query-dataset.ts';
import { KindredError } from '#shared/api/errors.ts';
import { parseOptions } from '#shared/domain/parse-options.ts';
import { createDropCounter, describeDropped } from '#runs/data/files/drop-counter.ts';
import { queryProfile } from './profile.ts';
import { sampleStatements } from './postgres/sample-statements.ts';
import { sampleTable } from './postgres/sample-table.ts';
import { sampleCount, samplesOf } from './samples.ts';
import type { SamplingContext } from './sampling.ts';
import { writeQuerySnapshot } from './snapshot.ts';

/** All of a dataset version but what the store adds. */
export type QueryDatasetFacts = Omit<QueryDataset, 'id' | 'kind' | 'name' | 'version' | 'created_at' | 'runs'>;

/**
 * Samples a database and stores what came as a snapshot below `root`.
 * @throws KindredError where the options or the database are no good, or nothing was sampled; nothing is kept then
 */
export async function createSamples(
  recipe: QueryRecipe,
  root: string,
  context: Omit<SamplingContext, 'drops'>,
): Promise<QueryDatasetFacts> {
  const options = parseOptions(QueryOptions, recipe.options, 'A dataset of query samples');
  const drops = createDropCounter();
  const sample = options.from === 'table' ? sampleTable : sampleStatements;
  const sampled = await sample(options, { ...context, drops });
  const { dropped } = drops.report();
  if (sampled.rows.length === 0) {
    const left = dropped.length > 0 ? ` Left out: ${describeDropped(dropped)}.` : '';
    throw new KindredError('invalid_input', `${context.target.address} gave no samples.${left} ${advice(options)}`, {
      details: dropped,
    });
  }
  const data = samplesOf(sampled.rows);
  const { fingerprint } = await writeQuerySnapshot(root, data, () => context.signal.aborted);
  return {
    fingerprint,
    recipe: { source: `postgres:${context.target.address}`, options: sampled.options },
    queries: data.queryIds.length,
    samples: sampleCount(data),
    profile: queryProfile(data, dropped),
  };
}

function advice({ from, looks }: QueryOptions): string {
  if (from === 'table') return 'Is it the right table, and are its columns mapped to the right things?';
  return looks === 1
    ? 'No SELECT of a table was counted in this database yet.'
    : 'No SELECT of a table was called between two looks. Look longer (--set every=SECONDS) or oftener (--set looks=N), or take what was counted so far with --set looks=1.';
}
