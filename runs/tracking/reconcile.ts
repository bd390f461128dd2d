import type { Run } from '#shared/domain/run.ts';
import { read, write, type Reader, type StoreContext } from './context.ts';
import { endLease, isAbandoned, ownerOf } from './lease.ts';
import type { Owner } from './owner.ts';
import { changeRunRow, runRow } from './run-row.ts';
import { runsOf } from './run-rows.ts';

type Abandoned = { id: string; number: number; owner: Owner | null };

/**
 * Ends the runs whose owner is gone: at once where that is provable on this machine, else when the lease is over.
 * All processes may ask at once; each run is ended by one of them.
 * @returns the runs that became INTERRUPTED
 */
export async function reconcile(context: StoreContext): Promise<Run[]> {
  // The usual answer is "none", and it needs no lock.
  if ((await abandonedRuns(context.db, context)).length === 0) return [];
  const ended = await write(context, async (writer) => {
    const found = await abandonedRuns(writer, context);
    for (const { id, number, owner } of found) {
      await changeRunRow(writer, await runRow(writer, id), {
        status: 'INTERRUPTED',
        finished_at: Math.round(context.clock.now()),
        error: sentence(owner),
      });
      await endLease(writer, number);
    }
    return found.map(({ number }) => number);
  });
  return read(context, (reader) => runsOf(reader, ended));
}

async function abandonedRuns(db: Reader, context: StoreContext): Promise<Abandoned[]> {
  const rows = await db
    .selectFrom('runs as r')
    .leftJoin('leases as l', 'l.run', 'r.number')
    .select(['r.id', 'r.number', 'l.owner', 'l.until', 'l.until_monotonic'])
    .where('r.status', 'in', ['QUEUED', 'RUNNING'])
    .orderBy('r.number')
    .execute();
  return rows.flatMap(({ id, number, owner: text, until, until_monotonic: untilMonotonic }): Abandoned[] => {
    if (text === null || until === null || untilMonotonic === null) return [{ id, number, owner: null }];
    const owner = ownerOf(text);
    return isAbandoned({ owner, until, untilMonotonic }, context) ? [{ id, number, owner }] : [];
  });
}

function sentence(owner: Owner | null): string {
  const where = owner ? ` (${owner.pid} on ${owner.host.split('/')[0]})` : '';
  return `The process that trained this run${where} ended without finishing it. What was logged until then is kept; start it again to finish.`;
}
