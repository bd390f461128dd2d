import { KindredError } from '#shared/api/errors.ts';
import { kindText, type Kind } from '#shared/domain/kind.ts';
import type { Experiment } from '#shared/domain/run.ts';
import { write, type StoreContext, type Writer } from './context.ts';
import { newId } from './new-id.ts';
import { seal } from './seal.ts';

type Named = Pick<Experiment, 'id' | 'name' | 'kind'>;

/** The experiments of a kind by name, with the number of their runs that are not archived. */
export function listExperiments({ db }: StoreContext, kind: Kind): Promise<Experiment[]> {
  return db
    .selectFrom('experiments as e')
    .leftJoin('runs as r', (join) => join.onRef('r.experiment_id', '=', 'e.id').on('r.deleted_at', 'is', null))
    .select(({ fn }) => ['e.id', 'e.name', 'e.kind', 'e.created_at', fn.count<number>('r.number').as('runs')])
    .where('e.kind', '=', kind)
    .groupBy('e.id')
    .orderBy('e.name')
    .execute();
}

/** The experiment of this name, made where there is none. @throws KindredError conflict where it is of another kind */
export function ensureExperiment(context: StoreContext, name: string, kind: Kind): Promise<Named> {
  return write(context, (writer) => experimentNamed(writer, { name, kind }, context.clock.now()));
}

/** As `ensureExperiment`, inside a transaction that is under way. */
export async function experimentNamed(
  writer: Writer,
  { name, kind }: { name: string; kind: Kind },
  now: number,
): Promise<Named> {
  const known = await writer
    .selectFrom('experiments')
    .select(['id', 'name', 'kind'])
    .where('name', '=', name)
    .executeTakeFirst();
  if (known && known.kind !== kind) {
    throw new KindredError(
      'conflict',
      `Experiment "${name}" is about ${kindText[known.kind]}, not about ${kindText[kind]}. Name another experiment.`,
    );
  }
  if (known) return known;
  const experiment = seal('experiments', { id: newId(), name, created_at: Math.round(now), kind });
  await writer.insertInto('experiments').values(experiment).execute();
  return { id: experiment.id, name, kind };
}
