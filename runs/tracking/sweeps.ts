import type { Selectable } from 'kysely';
import { KindredError } from '#shared/api/errors.ts';
import type { Run } from '#shared/domain/run.ts';
import { SweepRequest, sweepTags, type SweepStatus } from '#shared/domain/sweep.ts';
import { read, write, type Reader, type StoreContext, type Writer } from './context.ts';
import { ownerOf } from './lease.ts';
import { newId } from './new-id.ts';
import { livenessOf } from './owner.ts';
import { runsOf } from './run-rows.ts';
import type { Tables } from './schema.ts';
import { seal } from './seal.ts';

/** A sweep as the store knows it; how far it is follows from its runs. */
export type StoredSweep = {
  id: string;
  name: string;
  request: SweepRequest;
  status: SweepStatus;
  created_at: number;
  /** When it was last taken up: cancelled and interrupted runs from before are tried again. */
  resumed_at: number;
  finished_at: number | null;
  error: string | null;
};

type Row = Selectable<Tables['sweeps']>;

/** All sweeps, the newest first. */
export async function listSweeps({ db }: StoreContext): Promise<StoredSweep[]> {
  const rows = await db.selectFrom('sweeps').selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc').execute();
  return rows.map(toSweep);
}

/** By id, the newest of a name, or the beginning of an id. @throws KindredError not_found */
export async function findSweep({ db }: StoreContext, ref: string): Promise<StoredSweep> {
  return toSweep(await sweepRow(db, ref));
}

/** The runs that a sweep started, also archived ones, in the order in which it did. */
export function runsOfSweep(context: StoreContext, id: string): Promise<Run[]> {
  return read(context, async (reader) => {
    const rows = await reader
      .selectFrom('tags')
      .select('run')
      .where('key', '=', sweepTags.sweep)
      .where('value', '=', id)
      .orderBy('run')
      .execute();
    return runsOf(
      reader,
      rows.map(({ run }) => run),
    );
  });
}

/** A running sweep that belongs to this process. */
export function createSweep(context: StoreContext, name: string, request: SweepRequest): Promise<StoredSweep> {
  return write(context, async (writer) => {
    const now = Math.round(context.clock.now());
    const row = {
      id: newId(),
      name,
      request: JSON.stringify(request),
      status: 'RUNNING' as const,
      owner: JSON.stringify(context.owner),
      created_at: now,
      resumed_at: now,
      finished_at: null,
      error: null,
    };
    await writer.insertInto('sweeps').values(seal('sweeps', row)).execute();
    return toSweep(row);
  });
}

/** Takes a sweep up again. @throws KindredError conflict where it runs, or has finished */
export function resumeSweep(context: StoreContext, id: string): Promise<StoredSweep> {
  return write(context, async (writer) => {
    const row = await sweepRow(writer, id);
    if (row.status === 'RUNNING' || row.status === 'FINISHED') {
      throw new KindredError('conflict', `Sweep "${row.name}" is ${row.status}; there is nothing to take up again.`);
    }
    return change(writer, row, {
      status: 'RUNNING',
      owner: JSON.stringify(context.owner),
      resumed_at: Math.round(context.clock.now()),
      finished_at: null,
      error: null,
    });
  });
}

export function endSweep(
  context: StoreContext,
  id: string,
  status: Exclude<SweepStatus, 'RUNNING'>,
  error: string | null = null,
): Promise<StoredSweep> {
  return write(context, async (writer) =>
    change(writer, await sweepRow(writer, id), { status, error, finished_at: Math.round(context.clock.now()) }),
  );
}

/** Sweeps whose process is gone become INTERRUPTED. @returns them */
export async function reconcileSweeps(context: StoreContext): Promise<StoredSweep[]> {
  if ((await orphans(context.db, context)).length === 0) return [];
  return write(context, async (writer) => {
    const rows = await orphans(writer, context);
    const now = Math.round(context.clock.now());
    const error = 'Kindred ended while this sweep ran. Take it up again to do what is missing.';
    return Promise.all(rows.map((row) => change(writer, row, { status: 'INTERRUPTED', error, finished_at: now })));
  });
}

async function orphans(db: Reader, { owner: me }: StoreContext): Promise<Row[]> {
  const rows = await db.selectFrom('sweeps').selectAll().where('status', '=', 'RUNNING').execute();
  return rows.filter(({ owner }) => {
    const who = ownerOf(owner);
    return who !== null && livenessOf(who, me) === 'dead';
  });
}

async function change(writer: Writer, row: Row, part: Partial<Row>): Promise<StoredSweep> {
  const changed = { ...row, ...part };
  await writer.updateTable('sweeps').set(seal('sweeps', changed)).where('id', '=', row.id).execute();
  return toSweep(changed);
}

async function sweepRow(db: Reader, ref: string): Promise<Row> {
  const rows = await db
    .selectFrom('sweeps')
    .selectAll()
    .where((eb) => eb.or([eb('id', '=', ref), eb('name', '=', ref)]))
    .orderBy('created_at', 'desc')
    .execute();
  const found = rows.find(({ id }) => id === ref) ?? rows[0];
  if (found) return found;
  throw new KindredError('not_found', `There is no sweep "${ref}". "kindred sweep --list" shows all.`);
}

const toSweep = ({
  id,
  name,
  status,
  created_at,
  resumed_at,
  finished_at,
  error,
  request,
}: Omit<Row, 'crc'>): StoredSweep => ({
  id,
  name,
  status,
  created_at,
  resumed_at,
  finished_at,
  error,
  request: SweepRequest.parse(JSON.parse(request)),
});
