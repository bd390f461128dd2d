import type { Experiment } from '#shared/domain/run.ts';
import { write, type StoreContext, type Writer } from './context.ts';
import { newId } from './new-id.ts';
import { seal } from './seal.ts';

/** All experiments by name, with the number of their runs that are not archived. */
export function listExperiments({ db }: StoreContext): Promise<Experiment[]> {
  return db
    .selectFrom('experiments as e')
    .leftJoin('runs as r', (join) => join.onRef('r.experiment_id', '=', 'e.id').on('r.deleted_at', 'is', null))
    .select(({ fn }) => ['e.id', 'e.name', 'e.created_at', fn.count<number>('r.number').as('runs')])
    .groupBy('e.id')
    .orderBy('e.name')
    .execute();
}

/** The experiment of this name, made where there is none. */
export function ensureExperiment(context: StoreContext, name: string): Promise<{ id: string; name: string }> {
  return write(context, (writer) => experimentNamed(writer, name, context.clock.now()));
}

/** As `ensureExperiment`, inside a transaction that is under way. */
export async function experimentNamed(
  writer: Writer,
  name: string,
  now: number,
): Promise<{ id: string; name: string }> {
  const known = await writer
    .selectFrom('experiments')
    .select(['id', 'name'])
    .where('name', '=', name)
    .executeTakeFirst();
  if (known) return known;
  const experiment = seal('experiments', { id: newId(), name, created_at: Math.round(now) });
  await writer.insertInto('experiments').values(experiment).execute();
  return { id: experiment.id, name: experiment.name };
}
