import { KindredError } from '#shared/api/errors.ts';
import type { Client } from '#shared/api/rpc.ts';
import type { EvaluationReport } from '#shared/domain/evaluation-report.ts';
import { isEnded, type Run } from '#shared/domain/run.ts';
import type { Cli } from './cli.ts';
import { followRuns } from './follow-runs.ts';
import { withCoreUntilDone } from './session.ts';

/** Runs that finished, and the report of each. */
export type Finished = { runs: Run[]; evaluations: (EvaluationReport | null)[] };

/** Starts runs and waits until they have finished. @throws as `finishWith` */
export async function finishRuns(cli: Cli, start: (client: Client) => Promise<{ runs: Run[] }>): Promise<Finished> {
  const { runs, reports } = await finishWith(cli, start, (client, { id }) => client.runs.evaluation({ run: id }));
  return { runs, evaluations: reports };
}

/**
 * Starts runs and waits until they have finished.
 * @param report what is asked of each that did
 * @throws KindredError cancelled after Ctrl-C, internal where a run failed; both have the runs as details
 */
export async function finishWith<R>(
  cli: Cli,
  start: (client: Client) => Promise<{ runs: Run[] }>,
  report: (client: Client, run: Run) => Promise<R>,
): Promise<{ runs: Run[]; reports: R[] }> {
  const { runs, reports } = await withCoreUntilDone(cli, async (session) => {
    const ended = await followRuns(session, () => start(session.client));
    const isDone = ended.every((run) => run.status === 'FINISHED');
    const asked = isDone ? ended.map((run) => report(session.client, run)) : [];
    return { runs: ended, reports: await Promise.all(asked) };
  });
  if (cli.interrupt.aborted) throw interrupted(runs);
  const [failed] = runs.filter((run) => run.status !== 'FINISHED');
  if (failed) throw failure(failed, runs);
  return { runs, reports };
}

function interrupted(runs: readonly Run[]): KindredError {
  const sentences = runs.map((run) => `Run ${run.number} ${endOf(run)}; what it logged until then is kept.`);
  const look = runs.length === 0 ? '' : ` "kindred runs show ${runs[0]!.number}" shows it.`;
  return new KindredError('cancelled', `Interrupted. ${sentences.join(' ')}${look}`, { details: { runs } });
}

/** Runs that still train are marked when the core closes, a moment after this is said. */
const endOf = ({ status }: Run): string => (isEnded(status) ? `is ${status}` : 'ends as INTERRUPTED');

function failure(failed: Run, runs: readonly Run[]): KindredError {
  const sentence = `Run ${failed.number} (${failed.name}) is ${failed.status}: ${failed.error ?? 'no reason is known.'}`;
  return new KindredError('internal', sentence, { details: runs.length === 1 ? { run: failed } : { runs } });
}
