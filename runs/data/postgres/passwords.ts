import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { KindredError } from '#shared/api/errors.ts';
import { isUrl, noAddress, targetOfUrl, urlOf, type ConnectionTarget } from './target.ts';

export type Environment = Readonly<Partial<Record<string, string>>>;

/**
 * The database behind `postgres:`: an address, or that in KINDRED_DB_URL where there is none. Without a password in it, the password comes
 * from KINDRED_DB_URL (where that is the same place), PGPASSWORD, or the file that PGPASSFILE names (`~/.pgpass`).
 * @throws KindredError invalid_input where it is no address, not_found where it looks like a saved connection
 */
export async function targetOfAddress(rest: string, env: Environment): Promise<ConnectionTarget> {
  const url = rest.trim() === '' ? env['KINDRED_DB_URL'] : rest.trim();
  if (url === undefined || url === '') throw noAddress();
  if (!isUrl(url))
    throw new KindredError('not_found', `There is no saved connection "${url}", and it is no address either.`);
  return withPassword(targetOfUrl(urlOf(url)), env);
}

/** The target with a password from outside, where it has none of its own. */
export async function withPassword(target: ConnectionTarget, env: Environment): Promise<ConnectionTarget> {
  if (target.password !== null) return target;
  const password = passwordOfUrl(target, env) ?? env['PGPASSWORD'] ?? (await passwordOfFile(target, env));
  return { ...target, password: password === undefined || password === '' ? null : password };
}

function passwordOfUrl(target: ConnectionTarget, { KINDRED_DB_URL: url }: Environment): string | undefined {
  if (url === undefined || !isUrl(url)) return undefined;
  const other = targetOfUrl(urlOf(url));
  const isSame = (['host', 'port', 'database', 'user'] as const).every((key) => other[key] === target[key]);
  return isSame ? (other.password ?? undefined) : undefined;
}

/** libpq's password file: `host:port:database:user:password` a line, `*` for any, a backslash before `:` and `\`. */
async function passwordOfFile(target: ConnectionTarget, { PGPASSFILE }: Environment): Promise<string | undefined> {
  const path = PGPASSFILE ?? join(homedir(), '.pgpass');
  const facts = await stat(path).catch(() => null);
  if (!facts?.isFile()) return undefined;
  // As libpq: a file that others may read is not used.
  if (process.platform !== 'win32' && (facts.mode & 0o077) !== 0) return undefined;
  const { host, port, database, user } = target;
  const wanted = [host.startsWith('/') ? 'localhost' : host, String(port), database, user];
  for (const line of (await readFile(path, 'utf8')).split(/\r?\n/)) {
    if (line.startsWith('#')) continue;
    const fields = fieldsOf(line);
    const isMatch = wanted.every((value, at) => fields[at] === '*' || fields[at] === value);
    if (fields.length >= 5 && isMatch) return fields[4];
  }
  return undefined;
}

const fieldsOf = (line: string): string[] =>
  [...line.matchAll(/((?:\\.|[^:\\])*)(?::|$)/g)].map(([, field = '']) => field.replaceAll(/\\(.)/g, '$1'));
