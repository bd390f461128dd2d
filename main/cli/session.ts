import type { Core, CoreConfig } from '#runs/core.ts';
import { KindredError } from '#shared/api/errors.ts';
import type { Client } from '#shared/api/rpc.ts';
import type { Cli } from './cli.ts';
import { aborted } from './interrupt.ts';
import type { Progress } from './progress.ts';

/** The core, opened for one command. */
export type Session = {
  client: Client;
  listen: Core['listen'];
  progress: Progress;
  interrupt: AbortSignal;
};

/**
 * Opens the core, works with it and closes it again. Ctrl-C ends the work with an error.
 * @param work  what the command does
 */
export function withCore<T>(cli: Cli, work: (session: Session) => Promise<T>): Promise<T> {
  return withCoreUntilDone(cli, (session) => Promise.race([work(session), interruption(cli.interrupt)]));
}

/** As `withCore`, for work that acts on Ctrl-C itself. @param open  the core, where it is not the usual one */
export async function withCoreUntilDone<T>(
  cli: Cli,
  work: (session: Session) => Promise<T>,
  open: () => Promise<Core> = openCore,
): Promise<T> {
  const core = await open();
  const [{ connect, serve }, { createProgress }] = await Promise.all([
    import('#shared/api/rpc.ts'),
    import('./progress.ts'),
  ]);
  const progress = createProgress(cli.stderr);
  const client = connect({ call: serve(core.handlers, logUnexpected(progress, cli.interrupt)), listen: core.listen });
  try {
    return await work({ client, listen: core.listen, progress, interrupt: cli.interrupt });
  } finally {
    progress.close();
    await core.close();
  }
}

/** The core on this computer's data folder. Loaded late: it brings the database and the models. */
export const openCore = (): Promise<Core> => openWith({});

/** As `openCore`, for a command that stays: plans of retraining are followed. */
export const openSchedulingCore = (): Promise<Core> => openWith({ schedules: true });

async function openWith(more: Pick<CoreConfig, 'schedules'>): Promise<Core> {
  const [{ createCore }, { coreConfig, dataFolder }, { openLog }] = await Promise.all([
    import('#runs/core.ts'),
    import('../core-config.ts'),
    import('../log.ts'),
  ]);
  const home = dataFolder();
  return createCore({ ...coreConfig(home, openLog(home)), ...more });
}

/** As `openCore`, with a serving API that can be started. */
export async function openWorkbenchCore(): Promise<Core> {
  const [{ createCore }, { dataFolder }, { workbenchConfig }, { openLog }] = await Promise.all([
    import('#runs/core.ts'),
    import('../core-config.ts'),
    import('../workbench-config.ts'),
    import('../log.ts'),
  ]);
  const home = dataFolder();
  return createCore({ ...workbenchConfig(home, openLog(home)), schedules: false });
}

async function interruption(interrupt: AbortSignal): Promise<never> {
  await aborted(interrupt);
  throw new KindredError('cancelled', 'Interrupted. Nothing is left half-written; run the command again to do it.');
}

/** Errors that nobody foresaw reach the user as a sentence; where they come from is shown on request. What an interruption breaks is foreseen. */
const logUnexpected = (progress: Progress, interrupt: AbortSignal) => (name: string, error: unknown) => {
  if (interrupt.aborted) return;
  if (!process.env.KINDRED_DEBUG) progress.note(`Unexpected in ${name}; KINDRED_DEBUG=1 shows where.`);
  else progress.note(error instanceof Error ? (error.stack ?? error.message) : String(error));
};
