import { KindredError } from '#shared/api/errors.ts';
import { isEnded, type RunStatus } from '#shared/domain/run.ts';
import { write, type StoreContext } from './context.ts';
import { endLease, takeLease } from './lease.ts';
import { versionMadeFrom } from './models/version-files.ts';
import { changeRunRow, openRunRow, runRow } from './run-row.ts';
import { setTags } from './tags.ts';

/** How a run ends; the duration is of a monotonic clock, null where it never ran. */
export type Ending = { status: RunStatus; error?: string | null | undefined; duration_ms: number | null };

/** What a person may change; what is not named stays, and a tag that is null goes. */
export type RunPatch = {
  name?: string | undefined;
  note?: string | undefined;
  tags?: Record<string, string | null> | undefined;
};

/** QUEUED → RUNNING, owned by this process. @throws KindredError conflict where the run is in any other state */
export function startRun(context: StoreContext, id: string): Promise<void> {
  return write(context, async (writer) => {
    const run = await runRow(writer, id);
    if (run.status !== 'QUEUED') {
      throw new KindredError('conflict', `Run ${run.number} is ${run.status}; only a queued run can be started.`);
    }
    await changeRunRow(writer, run, { status: 'RUNNING', started_at: Math.round(context.clock.now()) });
    await takeLease(writer, context, run.number);
  });
}

/** Ends a run once and for all. @throws KindredError conflict where it has ended already */
export function finishRun(context: StoreContext, id: string, { status, error, duration_ms }: Ending): Promise<void> {
  return write(context, async (writer) => {
    const run = await openRunRow(writer, id);
    if (!isEnded(status)) throw new KindredError('internal', `Run ${run.number} cannot end as ${status}.`);
    await changeRunRow(writer, run, {
      status,
      error: error ?? null,
      duration_ms: duration_ms === null ? null : Math.max(0, duration_ms),
      finished_at: Math.round(context.clock.now()),
    });
    await endLease(writer, run.number);
  });
}

export function updateRun(context: StoreContext, id: string, { name, note, tags = {} }: RunPatch): Promise<void> {
  return write(context, async (writer) => {
    const run = await runRow(writer, id);
    await changeRunRow(writer, run, { name: name ?? run.name, note: note ?? run.note });
    await setTags(writer, run.number, tags);
  });
}

/**
 * Archives a run, or brings it back; its rows and files stay.
 * @throws KindredError conflict while it runs, and where a model version was made from it
 */
export function setRunDeleted(context: StoreContext, id: string, deleted: boolean): Promise<void> {
  return write(context, async (writer) => {
    const run = await runRow(writer, id);
    if (deleted && !isEnded(run.status)) {
      throw new KindredError('conflict', `Run ${run.number} is ${run.status}. Cancel it first, then archive it.`);
    }
    const version = deleted ? await versionMadeFrom(writer, run.number) : null;
    if (version) {
      throw new KindredError(
        'conflict',
        `Run ${run.number} stays: ${version} was made from it, and the registry keeps where every version comes from.`,
      );
    }
    await changeRunRow(writer, run, { deleted_at: deleted ? Math.round(context.clock.now()) : null });
  });
}
