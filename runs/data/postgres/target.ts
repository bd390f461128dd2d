import { KindredError } from '#shared/api/errors.ts';
import { defaultTls, type ConnectionSettings, type TlsMode } from '#shared/domain/connection.ts';
import { formatConnectionUrl, parseConnectionUrl } from '#shared/domain/connection-url.ts';

/** A database with all that it takes to sign in. It lives in memory only: what is stored and shown is `address`. */
export type ConnectionTarget = Omit<ConnectionSettings, 'tls'> & {
  tls: TlsMode;
  password: string | null;
  /** The name of the saved connection, or the address without its password. */
  address: string;
};

/** @param name of the saved connection that these are the settings of */
export function targetOf(settings: ConnectionSettings, password: string | null, name?: string): ConnectionTarget {
  const tls = settings.tls ?? defaultTls(settings.host);
  return { ...settings, tls, password, address: name ?? formatConnectionUrl(settings) };
}

/** @throws KindredError invalid_input where the address is none */
export function targetOfUrl(url: string): ConnectionTarget {
  const { settings, password } = parseConnectionUrl(url);
  return targetOf(settings, password);
}

/** `database "threads" on localhost:5433`, for messages. */
export const placeOf = ({ database, ...server }: Pick<ConnectionTarget, 'host' | 'port' | 'database'>): string =>
  `database "${database}" on ${serverOf(server)}`;

/** `localhost:5433`, or the socket's path. */
export const serverOf = ({ host, port }: Pick<ConnectionTarget, 'host' | 'port'>): string =>
  host.startsWith('/') ? socketOf({ host, port }) : `${host.includes(':') ? `[${host}]` : host}:${port}`;

/** libpq's name of a socket in its folder. */
export const socketOf = ({ host, port }: Pick<ConnectionTarget, 'host' | 'port'>): string =>
  `${host.replace(/\/$/, '')}/.s.PGSQL.${port}`;

/** Another database on the same server, with the same role. */
export function siblingOf(target: ConnectionTarget, database: string): ConnectionTarget {
  const sibling = { ...target, database };
  return { ...sibling, address: formatConnectionUrl(sibling) };
}

/** What stands behind `postgres:` where it is an address and not the name of a saved connection. */
export const isUrl = (rest: string): boolean => /^(postgres(ql)?:)?\/\//i.test(rest);

/** `//user@host/db` is what is left of `postgres://user@host/db` when its scheme is taken for the source. */
export const urlOf = (rest: string): string => (rest.startsWith('//') ? `postgresql:${rest}` : rest);

export const noAddress = (): KindredError =>
  new KindredError(
    'invalid_input',
    'Name the database: postgres:postgresql://user@host:5432/database, postgres:NAME of a saved connection, or put its address into KINDRED_DB_URL.',
  );
