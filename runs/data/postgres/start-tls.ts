import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { isIP, type Socket } from 'node:net';
import { connect, type ConnectionOptions, type PeerCertificate, type TLSSocket } from 'node:tls';
import { KindredError } from '#shared/api/errors.ts';
import type { TlsMode } from '#shared/domain/connection.ts';
import { withLimit } from './open-socket.ts';
import { codeOf, reasonOf, stageError, stageLimitMs } from './stage-error.ts';
import { serverOf, type ConnectionTarget } from './target.ts';

/** Asks any Postgres whether it speaks TLS; it answers by one byte. */
const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/** The socket to go on with, encrypted where the mode says so, and what was agreed on. */
export type Greeting = { socket: Socket | TLSSocket; offersTls: boolean };

/** A socket in a folder never leaves the computer, and Postgres encrypts none. */
export const tlsModeOf = ({ host, tls }: ConnectionTarget): TlsMode => (host.startsWith('/') ? 'disable' : tls);

/** TLS as node-postgres and node:tls take it; false for none. */
export async function tlsOptions(target: ConnectionTarget): Promise<false | ConnectionOptions> {
  const mode = tlsModeOf(target);
  if (mode === 'disable') return false;
  const ca = target.ca === undefined ? {} : { ca: await readAuthority(target.ca) };
  const name = isIP(target.host) === 0 ? { servername: target.host } : {};
  if (mode === 'require') return { ...name, rejectUnauthorized: false };
  if (mode === 'verify-full') return { ...ca, ...name, rejectUnauthorized: true };
  return { ...ca, ...name, rejectUnauthorized: true, checkServerIdentity: () => undefined };
}

/**
 * Asks the server for TLS and starts it where the mode wants it. That also tells a Postgres from anything else on the port.
 * @throws KindredError of the stage tls
 */
export async function startTls(target: ConnectionTarget, socket: Socket, signal: AbortSignal): Promise<Greeting> {
  const options = await tlsOptions(target);
  const answer = await ask(target, socket, signal);
  if (answer === 'N' && options) throw refused(target);
  if (answer !== 'S' || !options) return { socket, offersTls: answer === 'S' };
  // A certificate that is not accepted is looked at here, to say why; nothing is sent to that server.
  const encrypted = connect({ ...options, socket, host: target.host, rejectUnauthorized: false }).on('error', () => {});
  try {
    await withLimit(once(encrypted, 'secureConnect'), signal);
    if (options.rejectUnauthorized && !encrypted.authorized) throw unaccepted(encrypted);
    return { socket: encrypted, offersTls: true };
  } catch (error) {
    const certificate = encrypted.getPeerCertificate();
    encrypted.destroy();
    throw tlsError(target, error, certificate);
  }
}

/** Node has the code of the fault as a string, and its types call that an Error. */
function unaccepted({ authorizationError }: TLSSocket): Error {
  const code = codeOf(authorizationError) || String(authorizationError);
  return Object.assign(new Error(code), { code });
}

/** `S` for yes, `N` for no, `E` for a server that does not know the question. */
async function ask(target: ConnectionTarget, socket: Socket, signal: AbortSignal): Promise<string> {
  socket.write(sslRequest);
  const first = Promise.race([
    once(socket, 'data').then(([bytes]) => bytes as Buffer),
    once(socket, 'end').then(() => Buffer.alloc(0)),
  ]);
  const bytes = await withLimit(first, signal).catch((error: unknown) => {
    socket.destroy();
    throw error instanceof KindredError ? error : silent(target, error);
  });
  socket.removeAllListeners('data').pause();
  const answer = bytes.toString('latin1');
  if (answer === 'S' || answer === 'N' || answer.startsWith('E')) return answer[0]!;
  socket.destroy();
  throw notPostgres(target, answer);
}

async function readAuthority(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unusableAuthority(path, `cannot be read (${codeOf(error)})`, error);
  });
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw unusableAuthority(path, 'holds no certificate in PEM');
  return text;
}

const unusableAuthority = (path: string, how: string, cause?: unknown) =>
  stageError(
    'tls',
    'invalid_input',
    `The file of the certificate authority, "${path}", ${how}.`,
    'Name the PEM file that the administrator of the database gives out (sslrootcert).',
    cause,
  );

const refused = (target: ConnectionTarget) =>
  stageError(
    'tls',
    'unavailable',
    `${serverOf(target)} offers no encryption, and "${target.tls}" asks for it.`,
    'Switch ssl on at the server, or choose "disable" where the network between is your own.',
  );

function notPostgres(target: ConnectionTarget, answer: string): KindredError {
  const server = serverOf(target);
  if (answer === '') {
    return stageError(
      'tls',
      'unavailable',
      `${server} took the connection and closed it without a word.`,
      'A proxy without a server behind it does that, and so does a server that is starting or full.',
    );
  }
  const kind = answer.startsWith('HTTP/')
    ? 'a web server'
    : answer.startsWith('SSH-')
      ? 'an SSH server'
      : 'something else';
  return stageError(
    'tls',
    'unavailable',
    `What answers on ${server} is ${kind}, not Postgres.`,
    'Check the port; Postgres uses 5432 unless set otherwise.',
  );
}

const silent = (target: ConnectionTarget, cause: unknown) =>
  codeOf(cause) === 'ETIMEDOUT'
    ? stageError(
        'tls',
        'unavailable',
        `${serverOf(target)} took the connection and then said nothing for ${stageLimitMs / 1000} s.`,
        'Is it Postgres? A proxy without a server behind it, or a server that hangs, is silent too.',
        cause,
      )
    : stageError(
        'tls',
        'unavailable',
        `${serverOf(target)} cut the connection at the first word (${codeOf(cause) || reasonOf(cause)}).`,
        'Is it Postgres, and may this computer connect to it?',
        cause,
      );

function tlsError(target: ConnectionTarget, error: unknown, certificate?: PeerCertificate): KindredError {
  if (error instanceof KindredError) return error;
  const server = serverOf(target);
  const issuer = [certificate?.issuer?.O, certificate?.issuer?.CN].flat().find((name) => name !== undefined);
  const by = issuer === undefined ? '' : `, signed by "${issuer}"`;
  const fail = (sentence: string, hint: string) => stageError('tls', 'unavailable', sentence, hint, error);
  switch (codeOf(error)) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return fail(
        `The certificate of ${server}${by} comes from no authority that this computer knows.`,
        'Name the file of its authority (sslrootcert), or choose "require", which encrypts without knowing to whom.',
      );
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return fail(
        `The certificate of ${server}${by} is for ${namesOf(certificate)}, not for "${target.host}".`,
        'Connect by the name in the certificate, or choose "verify-ca" where that is another name of the same server.',
      );
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return fail(
        `The certificate of ${server}${by} is not valid today (until ${certificate?.valid_to ?? 'an unknown date'}).`,
        "Have it renewed, and check this computer's clock.",
      );
    case 'ETIMEDOUT':
      return fail(
        `${server} agreed to encrypt and then said nothing for ${stageLimitMs / 1000} s.`,
        'Is it Postgres? A proxy without a server behind it, or a server that hangs, is silent too.',
      );
    default:
      return fail(
        `${server} could not agree on encryption (${codeOf(error) || reasonOf(error)}).`,
        'The server may be too old for TLS 1.2, or what answers is not Postgres.',
      );
  }
}

function namesOf(certificate: PeerCertificate | undefined): string {
  const names = certificate?.subjectaltname?.replaceAll(/(DNS|IP Address):/g, '') ?? certificate?.subject?.CN;
  return names === undefined || names.length === 0 ? 'no name' : `"${[names].flat().join(', ')}"`;
}
