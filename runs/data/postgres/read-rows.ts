import type { Weighting } from '#shared/domain/weighting.ts';
import type { ReadContext } from '../source.ts';
import { copyOut } from './copy-out.ts';
import { takesValue } from './decoded-types.ts';
import { estimateRows } from './estimate-rows.ts';
import { rolesOf, type ReadPlan } from './read-plan.ts';
import { createRowDecoder, type DecodedRows } from './row-decoder.ts';
import { rowNote } from './row-note.ts';
import type { Session } from './session.ts';
import { conditionOf, type Bounds } from './watermark.ts';

/** How often progress is told, in milliseconds. */
const reportMs = 250;

/**
 * All rows of a plan within the bounds, from the state of the database that the session's transaction sees.
 * @param timeoutMs longest time that the server may take for the statement
 */
export async function readRows(
  session: Session,
  plan: ReadPlan,
  weighting: Weighting,
  { bounds, timeoutMs }: { bounds: Bounds; timeoutMs: number },
  context: ReadContext,
): Promise<DecodedRows> {
  const read = takesValue(weighting) ? plan : { ...plan, weight: null };
  const { label, from } = plan.relation;
  const columns = rolesOf(read).map((role) => read[role]?.sql);
  const select = `select ${columns.join(', ')} from ${from}${conditionOf(plan.watermark, bounds)}`;
  const estimate = (await estimateRows(session, `(${select}) as kindred_rows`)) ?? 0;
  const decoder = createRowDecoder(read, weighting);
  const stage = `Reading ${label}`;
  const started = performance.now();
  let reportedAt = 0;

  const report = (total: number): void => {
    reportedAt = performance.now();
    const rows = decoder.rows();
    context.onProgress(stage, rows, Math.max(total, rows), rowNote(rows, total, reportedAt - started));
  };
  report(estimate);
  await copyOut(
    session,
    `copy (${select}) to stdout (format binary)`,
    (message) => {
      decoder.add(message);
      // The clock is looked at rarely: it costs as much as the row.
      if ((decoder.rows() & 4095) === 0 && performance.now() - reportedAt >= reportMs) report(estimate);
    },
    { phase: `reading ${label}`, firstRowMs: timeoutMs, shouldStop: context.shouldStop },
  );
  report(decoder.rows());
  return decoder.finish();
}
