import { openSession } from './open-session.ts';
import { questionLimitMs, type Session } from './session.ts';
import { inSnapshot } from './snapshot.ts';
import type { ConnectionTarget } from './target.ts';

/** Runs some questions over a connection of their own, in one read-only transaction. */
export async function lookInto<T>(target: ConnectionTarget, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession({ ...target, read_only: true });
  try {
    return await inSnapshot(session, questionLimitMs, () => work(session));
  } finally {
    await session.close();
  }
}
