import { KindredError } from '../api/errors.ts';
import { ConnectionSettings, defaultTls, TlsMode } from './connection.ts';
import { didYouMean } from './did-you-mean.ts';

const scheme = /^postgres(?:ql)?:\/\//i;
/** user, password, host, port, database, query. The only raw @ are in the password and behind it. */
const strict =
  /^(?:(?<user>[^:/?#@]*)(?::(?<password>[^/?#]*))?@)?(?<host>\[[^\]]*\]|[^:/?#@]*)(?::(?<port>[^/?#]*))?(?:\/(?<database>[^?#@]*))?(?:\?(?<query>[^#@]*))?$/;
/** The same where the password holds / ? or #, which belong written as %2F, %3F and %23. */
const lenient =
  /^(?<user>[^:/?#@]*):(?<password>.*)@(?<host>\[[^\]]*\]|[^:/?#@]*)(?::(?<port>\d*))?(?:\/(?<database>[^?#@]*))?(?:\?(?<query>[^#@]*))?$/;

const parameters = ['sslmode', 'sslrootcert', 'host', 'port', 'user', 'password', 'dbname', 'application_name'];

export type ParsedConnectionUrl = { settings: ConnectionSettings; password: string | null };

/**
 * A `postgresql://` address as its parts, as libpq reads it (`sslmode`, `sslrootcert`, `host` and `port` may stand behind the `?`).
 * @throws KindredError invalid_input that says what is wrong, without the password
 */
export function parseConnectionUrl(url: string): ParsedConnectionUrl {
  if (url.includes('\0')) throw refuse('it holds a zero character');
  const start = scheme.exec(url);
  if (!start) throw refuse('it does not begin with postgresql://');
  const rest = url.slice(start[0].length);
  const parts = strict.exec(rest)?.groups ?? lenient.exec(rest)?.groups;
  if (!parts) throw refuse('it cannot be taken apart. Write / ? # % and @ of the password as %2F %3F %23 %25 and %40');
  const query = readQuery(parts['query'] ?? '');
  const host = query['host'] ?? decoded(parts['host'] ?? '').replace(/^\[(.*)\]$/, '$1');
  const user = query['user'] ?? decoded(parts['user'] ?? '');
  if (user === '') throw refuse('it names no user, as in postgresql://USER@host/database');
  const database = query['dbname'] ?? decoded(parts['database'] ?? '');
  const named = { host: host === '' ? 'localhost' : host, user, database: database === '' ? user : database };
  const settings = ConnectionSettings.safeParse({
    ...named,
    port: portOf(query['port'] ?? parts['port']),
    tls: query['sslmode'] === undefined ? defaultTls(named.host) : tlsOf(query['sslmode']),
    ...(query['sslrootcert'] !== undefined && { ca: query['sslrootcert'] }),
  });
  if (!settings.success) throw refuse(settings.error.issues.map(({ message }) => message).join('; '));
  const password = query['password'] ?? (parts['password'] === undefined ? null : decoded(parts['password']));
  return { settings: settings.data, password: password === '' ? null : password };
}

/** The address of settings, without a password: what recipes, logs and messages show. */
export function formatConnectionUrl(settings: ConnectionSettings): string {
  const { host, port, database, user, ca } = settings;
  const tls = settings.tls ?? defaultTls(host);
  const isSocket = host.startsWith('/');
  const place = isSocket ? '' : `${host.includes(':') ? `[${host}]` : encodeURIComponent(host)}:${port}`;
  const query = [
    ...(isSocket ? [`host=${encodeURIComponent(host)}`, `port=${port}`] : []),
    ...(tls === defaultTls(host) ? [] : [`sslmode=${tls}`]),
    ...(ca === undefined ? [] : [`sslrootcert=${encodeURIComponent(ca)}`]),
  ];
  const tail = query.length === 0 ? '' : `?${query.join('&')}`;
  return `postgresql://${encodeURIComponent(user)}@${place}/${encodeURIComponent(database)}${tail}`;
}

/** Any text with the passwords of the addresses in it taken out: for messages that repeat what was typed. */
export function withoutPasswords(text: string): string {
  return text
    .replace(/(\bpostgres(?:ql)?:\/\/[^\s:/?#@"']*):.*@/gi, '$1@')
    .replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"']*):[^\s"']*@/gi, '$1@')
    .replace(/\b(password)=[^\s&"']*/gi, '$1=…');
}

function readQuery(text: string): Record<string, string> {
  const query: Record<string, string> = {};
  for (const part of text.split('&').filter((pair) => pair !== '')) {
    const at = part.indexOf('=');
    const name = at < 0 ? part : part.slice(0, at);
    if (!parameters.includes(name)) {
      throw refuse(`it has the parameter "${name}", which Kindred does not know`, didYouMean(name, parameters));
    }
    query[name] = at < 0 ? '' : decoded(part.slice(at + 1));
  }
  return query;
}

/** Percent signs that are no escapes stand for themselves, as people type them. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function portOf(text: string | undefined): number {
  if (text === undefined || text === '') return 5432;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw refuse(`its port must be a whole number from 1 to 65535`);
}

function tlsOf(mode: string): TlsMode {
  const parsed = TlsMode.safeParse(mode);
  if (parsed.success) return parsed.data;
  const known = TlsMode.options.join(', ');
  if (mode === 'prefer' || mode === 'allow') {
    throw refuse(`sslmode=${mode} goes on without encryption where there is none, silently. Say one of ${known}`);
  }
  throw refuse(`sslmode must be one of ${known}`);
}

const refuse = (why: string, hint = '') =>
  new KindredError(
    'invalid_input',
    `The address of the database is not usable: ${why}.${hint} An address is postgresql://user@host:5432/database.`,
  );
