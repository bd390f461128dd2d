import type { Command } from 'commander';
import type { Retraining } from '#shared/domain/retraining.ts';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { gatesText } from '../model-text.ts';
import { withCoreUntilDone, type Session } from '../session.ts';
import { paragraphs } from '../text.ts';

/** Endings that are no failure of what was asked. */
const good = new Set<Retraining['outcome']>(['candidate', 'unchanged']);

export function runRetrainCommand(command: Command, cli: Cli): void {
  command.argument('<model>', 'the model whose live version is trained again').action(async (model: string) => {
    const retraining = await withCoreUntilDone(cli, (session) => retrainNow(session, model));
    const nothingNew = retraining.outcome === 'unchanged' ? 'Nothing new: ' : '';
    const text = paragraphs(
      `${nothingNew}${retraining.detail}`,
      retraining.gates.length > 0 ? gatesText(retraining.gates) : '',
    );
    cli.print({ json: { retraining }, text, exit: good.has(retraining.outcome) ? 0 : 1 });
  });
  examples(command, 'kindred retrain run feed', 'kindred retrain run feed --json');
}

/** Begins, and follows it to its end; Ctrl-C ends it as interrupted when the core closes. */
async function retrainNow({ client, listen, progress, interrupt }: Session, model: string): Promise<Retraining> {
  const { promise, resolve } = Promise.withResolvers<void>();
  interrupt.addEventListener('abort', () => resolve(), { once: true });
  const newest = async () => (await client.retraining.history({ model, limit: 1 }))[0]!;
  const stop = listen((event) => {
    if (event.type === 'run.progress') progress.report('training', event.stage, event.done, event.total);
    if (event.type === 'retraining.changed' && event.retraining.ended_at !== null) resolve();
  });
  const begun = await client.retraining.run({ model });
  if (begun.ended_at === null) await promise;
  stop();
  return newest();
}
