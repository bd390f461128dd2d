import type { Selectable } from 'kysely';
import { Retraining } from '#shared/domain/retraining.ts';
import { read, write, type Reader, type StoreContext, type Writer } from './context.ts';
import { ownerOf } from './lease.ts';
import { modelRow } from './models/find-model.ts';
import { newId } from './new-id.ts';
import { livenessOf } from './owner.ts';
import type { Tables } from './schema.ts';
import { seal } from './seal.ts';

/** Of a process on another computer nobody knows whether it lives; after this time it is taken for dead, in milliseconds. */
const longestMs = 24 * 3_600_000;

const Facts = Retraining.pick({ ended_at: true, detail: true, dataset: true, run: true, version: true, gates: true });
/** What a retraining found so far, or how it ended. */
export type RetrainingPatch = Partial<Omit<Retraining, 'id' | 'model' | 'due_at' | 'started_at'>>;

type Row = Selectable<Tables['retrainings']>;
type NamedRow = Row & { model: string };

/**
 * Writes down that a model is trained again. While another one of the model is under way, it is written down as skipped.
 * @param dueAt  the time of the schedule; null where somebody asked
 * @returns null where another process has taken this due time
 */
export function beginRetraining(
  context: StoreContext,
  { model, dueAt }: { model: string; dueAt: number | null },
): Promise<Retraining | null> {
  return write(context, async (writer) => {
    const { id: model_id, name } = await modelRow(writer, model);
    const rows = await rowsOf(writer, model_id).execute();
    if (dueAt !== null && rows.some(({ due_at }) => due_at === dueAt)) return null;
    await endAbandoned(writer, context, rows);
    const running = (await rowsOf(writer, model_id).where('outcome', '=', 'running').execute())[0];
    const now = Math.round(context.clock.now());
    const facts = { dataset: null, run: null, version: null, gates: [] };
    const since = running && new Date(running.started_at).toISOString();
    const row = seal('retrainings', {
      id: newId(),
      model_id,
      due_at: dueAt,
      started_at: now,
      outcome: running ? ('skipped' as const) : ('running' as const),
      facts: JSON.stringify(
        running
          ? { ...facts, ended_at: now, detail: `Skipped: the one that began at ${since} is still under way.` }
          : { ...facts, ended_at: null, detail: 'Under way.' },
      ),
      owner: JSON.stringify(context.owner),
    });
    await writer.insertInto('retrainings').values(row).execute();
    return toRetraining({ ...row, model: name });
  });
}

/** Adds what was found, or the end. */
export function changeRetraining(context: StoreContext, id: string, patch: RetrainingPatch): Promise<Retraining> {
  return write(context, async (writer) => {
    const row = await named(writer).where('r.id', '=', id).executeTakeFirstOrThrow();
    return changeRow(writer, row, patch);
  });
}

/** The newest first. @throws KindredError not_found where there is no such model */
export function retrainingsOf(context: StoreContext, model: string, limit: number): Promise<Retraining[]> {
  return read(context, async (reader) => {
    const { id } = await modelRow(reader, model);
    const rows = await rowsOf(reader, id).limit(limit).execute();
    return rows.map(toRetraining);
  });
}

/** Those whose process is gone end as interrupted; returns them. */
export function endAbandonedRetrainings(context: StoreContext): Promise<Retraining[]> {
  return write(context, async (writer) => {
    const rows = await named(writer).where('r.outcome', '=', 'running').execute();
    return endAbandoned(writer, context, rows);
  });
}

async function endAbandoned(
  writer: Writer,
  { owner: me, clock }: StoreContext,
  rows: readonly NamedRow[],
): Promise<Retraining[]> {
  const now = Math.round(clock.now());
  const ended: Retraining[] = [];
  for (const row of rows) {
    if (row.outcome !== 'running') continue;
    const owner = ownerOf(row.owner);
    const liveness = owner ? livenessOf(owner, me) : 'unknown';
    if (liveness === 'alive' || (liveness === 'unknown' && now - row.started_at < longestMs)) continue;
    const detail = 'The process that trained the model ended before it was done.';
    ended.push(await changeRow(writer, row, { outcome: 'interrupted', ended_at: now, detail }));
  }
  return ended;
}

async function changeRow(writer: Writer, row: NamedRow, patch: RetrainingPatch): Promise<Retraining> {
  const { outcome, ...found } = { ...toRetraining(row), ...patch };
  const { sequence: _sequence, model, crc: _crc, ...columns } = row;
  const changed = seal('retrainings', { ...columns, outcome, facts: JSON.stringify(Facts.parse(found)) });
  await writer.updateTable('retrainings').set(changed).where('id', '=', row.id).execute();
  return toRetraining({ ...changed, model });
}

const named = (db: Reader) =>
  db
    .selectFrom('retrainings as r')
    .innerJoin('models as m', 'm.id', 'r.model_id')
    .selectAll('r')
    .select('m.name as model')
    .orderBy('r.sequence', 'desc');

const rowsOf = (db: Reader, modelId: string) => named(db).where('r.model_id', '=', modelId);

type Shown = Pick<NamedRow, 'id' | 'model' | 'due_at' | 'started_at' | 'outcome' | 'facts'>;

const toRetraining = ({ id, model, due_at, started_at, outcome, facts }: Shown): Retraining => ({
  id,
  model,
  due_at,
  started_at,
  outcome,
  ...Facts.parse(JSON.parse(facts)),
});
