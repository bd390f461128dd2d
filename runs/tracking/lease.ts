import { z } from 'zod';
import { write, type StoreContext, type Writer } from './context.ts';
import { livenessOf, type Owner } from './owner.ts';

/** How often the process that trains says that it lives, and how long its word counts. */
export const heartbeatMs = 5_000;
export const leaseMs = 30_000;

/** A process's word that it works on a run; `until` by the time of day, `untilMonotonic` by the clock of its boot. */
export type Lease = { owner: Owner | null; until: number; untilMonotonic: number };

const OwnerText = z.object({
  host: z.string(),
  boot: z.string().nullable(),
  space: z.string().nullable(),
  pid: z.int(),
  started: z.string().nullable(),
});

/** The owner as the store keeps it, read back; one that cannot be read is nobody known. */
export function ownerOf(text: string): Owner | null {
  try {
    return OwnerText.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Takes or renews this process's lease of a run. */
export async function takeLease(writer: Writer, { clock, owner }: StoreContext, run: number): Promise<void> {
  const lease = {
    owner: JSON.stringify(owner),
    until: Math.round(clock.now()) + leaseMs,
    until_monotonic: clock.monotonic() + leaseMs,
  };
  await writer
    .insertInto('leases')
    .values({ run, ...lease })
    .onConflict((conflict) => conflict.column('run').doUpdateSet(lease))
    .execute();
}

export async function endLease(writer: Writer, run: number): Promise<void> {
  await writer.deleteFrom('leases').where('run', '=', run).execute();
}

/** Renews the leases of runs that this process works on; a run that has ended has none to renew. */
export async function heartbeat(context: StoreContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await write(context, async (writer) => {
    const open = await writer
      .selectFrom('runs')
      .select('number')
      .where('id', 'in', ids)
      .where('status', 'in', ['QUEUED', 'RUNNING'])
      .execute();
    for (const { number } of open) await takeLease(writer, context, number);
  });
}

/** Whether the owner is gone: proven on this machine, else (another host or container) believed when the lease is over. */
export function isAbandoned({ owner, until, untilMonotonic }: Lease, { clock, owner: me }: StoreContext): boolean {
  const liveness = owner ? livenessOf(owner, me) : 'unknown';
  if (liveness !== 'unknown') return liveness === 'dead';
  // Processes of one boot share a clock that never jumps; with others there is only the time of day.
  const oneClock = owner?.host === me.host && me.boot !== null && owner.boot === me.boot;
  return oneClock ? clock.monotonic() > untilMonotonic : clock.now() > until;
}
