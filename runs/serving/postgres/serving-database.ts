import { KindredError } from '#shared/api/errors.ts';
import { openSession } from '#runs/data/postgres/open-session.ts';
import { targetOfAddress, type Environment } from '#runs/data/postgres/passwords.ts';
import type { Session } from '#runs/data/postgres/session.ts';

/** After a failure the database is left alone for this time, in milliseconds. */
const restMs = 1000;

/** A connection that is made when it is needed and made again when it was lost. */
export type ServingDatabase = {
  /** @throws KindredError unavailable at once while the database rests after a failure */
  session(): Promise<Session>;
  /** The connection where there is one; else null at once, while one is made behind it. @param onError  told where that fails */
  ready(onError: (error: unknown) => void): Session | null;
  /** Whatever was asked failed: the connection is not used again. */
  lost(): void;
  close(): Promise<void>;
};

/**
 * @param address  `postgresql://…`; that of KINDRED_DB_URL where it is empty
 * @throws KindredError invalid_input where it is no address
 */
export async function openServingDatabase(address: string, env: Environment): Promise<ServingDatabase> {
  // Lists and interactions are written; the server checks whether the role may.
  const target = { ...(await targetOfAddress(address, env)), read_only: false };
  let opening: Promise<Session> | null = null;
  let open: Session | null = null;
  let restsUntil = 0;

  function lost(): void {
    const old = opening;
    // Refused while it rests is no failure of a connection: the rest must end.
    if (!old) return;
    opening = null;
    open = null;
    restsUntil = performance.now() + restMs;
    void old.then(
      (session) => session.close(),
      () => {},
    );
  }

  function connect(): Promise<Session> {
    const attempt = openSession(target);
    opening = attempt;
    attempt.then(
      (session) => (open = opening === attempt ? session : open),
      () => opening === attempt && lost(),
    );
    return attempt;
  }

  return {
    lost,
    async session() {
      if (opening) return opening;
      if (performance.now() >= restsUntil) return connect();
      throw new KindredError('unavailable', `The database on ${target.host} did not answer a moment ago.`);
    },
    ready(onError) {
      if (!opening && performance.now() >= restsUntil) connect().catch(onError);
      return open;
    },
    async close() {
      await opening?.then(
        (session) => session.close(),
        () => {},
      );
      opening = null;
      open = null;
    },
  };
}
