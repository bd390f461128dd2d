import { logFile, type RunLog } from '#shared/domain/run-log.ts';
import type { CoreContext } from './context.ts';
import { fileOf } from './model-source.ts';
import type { RunLifecycle } from './run-lifecycle.ts';

/** The log of a run, also while it goes on here; null for runs of before there were logs, or of another process. */
export async function readRunLog(
  context: CoreContext,
  lifecycle: Pick<RunLifecycle, 'liveLog'>,
  ref: string,
): Promise<RunLog | null> {
  const run = await context.store.runs.find(ref);
  const live = lifecycle.liveLog(run.id);
  if (live !== null) return { text: live, is_live: true };
  const sha256 = await fileOf(context, run, logFile);
  if (sha256 === null) return null;
  return { text: new TextDecoder().decode(await context.artifacts.read(sha256)), is_live: false };
}
