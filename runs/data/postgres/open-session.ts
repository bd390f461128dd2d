import { z } from 'zod';
import type { ConnectionStage, StageName } from '#shared/domain/connection.ts';
import { openSocket, resolveHost } from './open-socket.ts';
import { sessionOf, type Session } from './session.ts';
import { signIn } from './sign-in.ts';
import { faultOf } from './stage-error.ts';
import { startTls, tlsModeOf, type Greeting } from './start-tls.ts';
import { placeOf, serverOf, type ConnectionTarget } from './target.ts';

export type OnStage = (stage: ConnectionStage) => void;

/**
 * Connects stage by stage (name, port, encryption, sign-in), each within five seconds, so that what fails is told apart.
 * The first three go over a connection that is closed again: the driver brings its own.
 * @throws KindredError of the stage that failed, with what to try
 */
export async function openSession(
  target: ConnectionTarget,
  onStage: OnStage = () => {},
  signal: AbortSignal = new AbortController().signal,
): Promise<Session> {
  const addresses = await stage(
    'dns',
    onStage,
    () => resolveHost(target, signal),
    (found) => addressText(target, found),
  );
  // Signing in looks the name up again; here it must not hide a host that has none.
  if (addresses.length === 0) throw new Error(`"${target.host}" has no address`);
  const socket = await stage(
    'tcp',
    onStage,
    () => openSocket(target, signal),
    () => `Connected to ${serverOf(target)}.`,
  );
  const greeting = await stage(
    'tls',
    onStage,
    () => startTls(target, socket, signal),
    (found) => tlsText(target, found),
  );
  greeting.socket.destroy();
  return stage(
    'sign-in',
    onStage,
    () => signInAndGreet(target, signal),
    ({ text }) => text,
  ).then(({ session }) => session);
}

/** Runs one stage and reports it. */
export async function stage<T>(
  name: StageName,
  onStage: OnStage,
  run: () => Promise<T>,
  say: (value: T) => string,
): Promise<T> {
  const started = performance.now();
  const elapsed = () => Math.round((performance.now() - started) * 10) / 10;
  try {
    const value = await run();
    onStage({ name, ok: true, ms: elapsed(), sentence: say(value), hint: null });
    return value;
  } catch (error) {
    const fault = faultOf(error);
    if (fault) onStage({ name, ok: false, ms: elapsed(), sentence: fault.sentence, hint: fault.hint });
    throw error;
  }
}

async function signInAndGreet(target: ConnectionTarget, signal: AbortSignal) {
  const session = sessionOf(target, await signIn(target, signal), signal);
  try {
    const [server] = await session.ask(
      z.object({ version: z.string() }),
      'signing in',
      `select pg_catalog.current_setting('server_version') as version`,
    );
    const text = `Signed in to ${placeOf(target)} as "${target.user}" (PostgreSQL ${server?.version ?? '?'}).`;
    return { session, text };
  } catch (error) {
    await session.close();
    throw error;
  }
}

function addressText({ host }: ConnectionTarget, addresses: readonly string[]): string {
  if (host.startsWith('/')) return `"${host}" is a folder on this computer; no look-up is needed.`;
  return addresses[0] === host
    ? `${host} is an address; no look-up is needed.`
    : `"${host}" is ${addresses.join(', ')}.`;
}

function tlsText(target: ConnectionTarget, { socket, offersTls }: Greeting): string {
  const mode = tlsModeOf(target);
  if (mode === 'disable')
    return offersTls ? 'Not encrypted, as chosen; the server could.' : 'Not encrypted, as chosen.';
  const version = 'getProtocol' in socket ? (socket.getProtocol() ?? 'TLS') : 'TLS';
  const known = {
    require: 'whose server was not verified',
    'verify-ca': 'with a certificate from a known authority',
    'verify-full': `with a certificate for "${target.host}" from a known authority`,
  };
  return `Encrypted by ${version}, ${known[mode]}.`;
}
