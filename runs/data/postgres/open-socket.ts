import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { KindredError } from '#shared/api/errors.ts';
import { codeOf, reasonOf, stageError, stageLimitMs } from './stage-error.ts';
import { serverOf, socketOf, type ConnectionTarget } from './target.ts';

/** The addresses of the host. @throws KindredError of the stage dns */
export async function resolveHost({ host }: ConnectionTarget, signal: AbortSignal): Promise<string[]> {
  if (host.startsWith('/') || isIP(host) !== 0) return [host];
  try {
    const found = await withLimit(lookup(host, { all: true }), signal);
    return found.map(({ address }) => address);
  } catch (error) {
    throw dnsError(host, error);
  }
}

/** A connection to the server's port, with no word said yet. @throws KindredError of the stage tcp */
export async function openSocket(target: ConnectionTarget, signal: AbortSignal): Promise<Socket> {
  const { host, port } = target;
  const socket = connect(host.startsWith('/') ? { path: socketOf(target) } : { host, port, noDelay: true });
  // Who waits is told by a promise; what happens to the socket when nobody waits must not end the process.
  socket.on('error', () => {});
  try {
    await withLimit(once(socket, 'connect'), signal);
    return socket;
  } catch (error) {
    socket.destroy();
    throw tcpError(target, error);
  }
}

/**
 * The promise within a stage's time.
 * @throws Error with the code ETIMEDOUT, or cancelled where the signal says so
 */
export async function withLimit<T>(promise: Promise<T>, signal: AbortSignal, ms: number = stageLimitMs): Promise<T> {
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(Object.assign(new Error(`no answer within ${ms / 1000} s`), { code: 'ETIMEDOUT' })),
    ms,
  );
  const stop = () => reject(cancelled());
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  // Whatever comes too late concerns nobody.
  promise.catch(() => {});
  try {
    return await Promise.race([promise, ended]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

export const cancelled = () =>
  new KindredError('cancelled', 'The work on the database was cancelled; nothing was kept.');

function dnsError(host: string, error: unknown): KindredError {
  if (error instanceof KindredError) return error;
  const code = codeOf(error);
  if (code === 'ENOTFOUND' || code === 'ENODATA') {
    return stageError(
      'dns',
      'unavailable',
      `There is no host named "${host}".`,
      'Check its spelling; names of containers are known only inside their network, where localhost is the container itself.',
      error,
    );
  }
  return stageError(
    'dns',
    'unavailable',
    `The name "${host}" could not be looked up (${code || reasonOf(error)}).`,
    'Is this computer on the network (VPN) where the name is known? The numeric address works without a look-up.',
    error,
  );
}

function tcpError(target: ConnectionTarget, error: unknown): KindredError {
  if (error instanceof KindredError) return error;
  const server = serverOf(target);
  const code = codeOf(error);
  const fail = (sentence: string, hint: string) => stageError('tcp', 'unavailable', sentence, hint, error);
  switch (code) {
    case 'ECONNREFUSED':
      return fail(
        `Nothing listens on ${server}.`,
        `Is the server running, and is ${target.port} its port? Postgres uses 5432 unless set otherwise; a container's port must be published.`,
      );
    case 'ETIMEDOUT':
      return fail(
        `${server} did not answer within ${stageLimitMs / 1000} s.`,
        'A firewall or a wrong address swallows the packets; a VPN may be missing.',
      );
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return fail(`There is no way to ${server} from here.`, 'Check the network and the VPN.');
    case 'ENOENT':
      return fail(
        `There is no socket at ${server}.`,
        'Is the server running on this computer, and is this the folder in unix_socket_directories?',
      );
    case 'EACCES':
      return fail(
        `The socket ${server} may not be used.`,
        "It belongs to another user; use the server's port instead.",
      );
    default:
      return fail(`${server} cannot be reached (${code || reasonOf(error)}).`, 'Check host and port.');
  }
}
