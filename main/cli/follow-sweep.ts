import type { Sweep } from '#shared/domain/sweep.ts';
import { aborted } from './interrupt.ts';
import type { Session } from './session.ts';

/**
 * Starts a sweep, shows its progress and waits until it ends. Ctrl-C cancels it; any other interruption leaves it to the closing core,
 * which marks it INTERRUPTED.
 */
export async function followSweep(session: Session, begin: () => Promise<Sweep>): Promise<Sweep> {
  const { client, listen, progress, interrupt } = session;
  const ended = Promise.withResolvers<void>();
  let last: Sweep | null = null;
  const see = (sweep: Sweep) => {
    if (last && sweep.id !== last.id) return;
    last = sweep;
    const { finished, failed, runs } = sweep.progress;
    progress.report(`sweep ${sweep.name}`, 'runs', finished + failed, runs);
    if (sweep.status !== 'RUNNING') ended.resolve();
  };
  const stopListening = listen((event) => {
    if (event.type === 'sweep.changed' && last) see(event.sweep);
  });
  try {
    const { id } = await begin().then((sweep) => (see(sweep), sweep));
    // It may have ended before the first event was heard.
    see(await client.sweeps.show({ sweep: id }));
    await Promise.race([ended.promise, aborted(interrupt)]);
    if (interrupt.aborted && interrupt.reason === 'SIGINT') {
      progress.note('Stopping …');
      return await client.sweeps.cancel({ sweep: id }).catch(() => client.sweeps.show({ sweep: id }));
    }
    return await client.sweeps.show({ sweep: id });
  } finally {
    stopListening();
  }
}
