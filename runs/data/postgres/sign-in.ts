import { Socket } from 'node:net';
import pg from 'pg';
import { KindredError } from '#shared/api/errors.ts';
import { withLimit } from './open-socket.ts';
import { codeOf, reasonOf, stageError, stageLimitMs } from './stage-error.ts';
import { tlsOptions } from './start-tls.ts';
import { placeOf, serverOf, type ConnectionTarget } from './target.ts';

/** A client that is signed in, and the socket below it, which ends everything at once. */
export type SignedIn = { client: pg.Client; socket: Socket };

/** Tells the server that whatever comes may not write, before the first statement. */
const readOnlyOption = '-c default_transaction_read_only=on';

/** @throws KindredError of the stage sign-in */
export async function signIn(target: ConnectionTarget, signal: AbortSignal): Promise<SignedIn> {
  try {
    return await signInWith(target, signal, target.read_only ? readOnlyOption : undefined);
  } catch (error) {
    // A pooler (PgBouncer) refuses options at the start; transactions say READ ONLY themselves.
    const isPooler = codeOf(error) === '08P01' && reasonOf(error).includes('startup parameter');
    if (!isPooler) throw signInError(target, error);
  }
  return signInWith(target, signal).catch((error: unknown) => {
    throw signInError(target, error);
  });
}

async function signInWith(target: ConnectionTarget, signal: AbortSignal, options?: string): Promise<SignedIn> {
  const socket = new Socket();
  const { host, port, database, user, password } = target;
  const client = new pg.Client({
    host,
    port,
    database,
    user,
    // A function, because else node-postgres looks for passwords in places of its own.
    password: () => password ?? '',
    ssl: await tlsOptions(target),
    stream: () => socket,
    options,
    application_name: 'kindred',
    keepAlive: true,
    connectionTimeoutMillis: stageLimitMs,
  });
  // A connection that is lost while nothing runs must not end the process; what runs is told by its promise.
  client.on('error', () => {});
  try {
    await withLimit(client.connect(), signal);
    return { client, socket };
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function signInError(target: ConnectionTarget, error: unknown): KindredError {
  if (error instanceof KindredError) return error;
  const { user, database, password } = target;
  const server = serverOf(target);
  const reason = reasonOf(error);
  const fail = (code: 'unauthorized' | 'forbidden' | 'not_found' | 'unavailable', sentence: string, hint: string) =>
    stageError('sign-in', code, sentence, hint, error);

  if (password === null && /password/i.test(reason)) {
    return fail(
      'unauthorized',
      `${server} asks for the password of "${user}", and there is none.`,
      'Save it with the connection, or put it into PGPASSWORD, PGPASSFILE or KINDRED_DB_URL.',
    );
  }
  switch (codeOf(error)) {
    case '28P01':
      return fail(
        'unauthorized',
        `${server} refuses the password of "${user}".`,
        'Check user and password; a password in an address is written with %40 for @ and %2F for /.',
      );
    case '28000':
      return fail(
        'unauthorized',
        `${server} does not let "${user}" in: ${reason}.`,
        'Check the user; pg_hba.conf at the server says who may come from where, and whether encrypted.',
      );
    case '3D000':
      return fail('not_found', `There is no database "${database}" on ${server}.`, 'Check its name; case counts.');
    case '42501':
      return fail(
        'forbidden',
        `"${user}" may not connect to ${placeOf(target)}.`,
        `An administrator allows it with: grant connect on database ${pg.escapeIdentifier(database)} to ${pg.escapeIdentifier(user)}.`,
      );
    case '53300':
      return fail(
        'unavailable',
        `${server} has no connection left (${reason}).`,
        'Close other clients, or wait; max_connections at the server is the limit.',
      );
    case '57P03':
      return fail('unavailable', `${server} is not ready yet (${reason}).`, 'Try again in a moment.');
    case 'ECONNRESET':
    case 'EPIPE':
      return fail(
        'unavailable',
        `${server} cut the connection during sign-in.`,
        'Try again; does a proxy stand between?',
      );
    default:
      if (/timeout|no answer/i.test(reason)) {
        return fail(
          'unavailable',
          `${server} did not finish the sign-in within ${stageLimitMs / 1000} s.`,
          'A server that hangs, or something that is no Postgres. Is the server overloaded?',
        );
      }
      return fail(
        'unavailable',
        `Signing in to ${placeOf(target)} failed: ${reason}.`,
        'The log of the server says more.',
      );
  }
}
