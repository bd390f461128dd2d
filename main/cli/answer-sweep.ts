import { KindredError } from '#shared/api/errors.ts';
import type { Kind } from '#shared/domain/kind.ts';
import type { Sweep } from '#shared/domain/sweep.ts';
import type { Answer, Cli } from './cli.ts';
import { followSweep } from './follow-sweep.ts';
import type { InputOfSweep, SearchOptions } from './search-flags.ts';
import { withCore, withCoreUntilDone, type Session } from './session.ts';
import { planText, sweepsText, sweepText } from './sweep-text.ts';

/** Lists sweeps of a kind, takes one up again, says what one would cost, or starts it and waits for its end. */
export async function answerSweep(
  cli: Cli,
  { list, resume, dryRun }: Pick<SearchOptions, 'list' | 'resume' | 'dryRun'>,
  kind: Kind,
  requested: () => InputOfSweep,
): Promise<Answer> {
  if (list) {
    const sweeps = await withCore(cli, ({ client }) => client.sweeps.list({ kind }));
    return { json: { sweeps }, text: sweepsText(sweeps) };
  }
  if (resume !== undefined) return finished(cli, ({ client }) => client.sweeps.resume({ sweep: resume }));
  const request = requested();
  if (dryRun) {
    const plan = await withCore(cli, ({ client }) => client.sweeps.plan(request));
    return { json: { plan }, text: planText(plan) };
  }
  return finished(cli, async (session) => start(session, request));
}

/** Says what it will cost, and starts. */
async function start({ client, progress }: Session, request: InputOfSweep): Promise<Sweep> {
  progress.note(planText(await client.sweeps.plan(request)));
  return client.sweeps.start(request);
}

async function finished(cli: Cli, begin: (session: Session) => Promise<Sweep>): Promise<Answer> {
  const sweep = await withCoreUntilDone(cli, (session) => followSweep(session, () => begin(session)));
  if (cli.interrupt.aborted) {
    throw new KindredError(
      'cancelled',
      `Interrupted. ${sweep.progress.finished} of ${sweep.progress.runs} runs of sweep "${sweep.name}" are finished and kept; "kindred sweep --resume ${sweep.id}" goes on.`,
      { details: { sweep } },
    );
  }
  if (sweep.status !== 'FINISHED') {
    throw new KindredError(
      'internal',
      `Sweep "${sweep.name}" is ${sweep.status}: ${sweep.error ?? 'no reason is known.'}`,
      {
        details: { sweep },
      },
    );
  }
  return { json: { sweep }, text: sweepText(sweep) };
}
