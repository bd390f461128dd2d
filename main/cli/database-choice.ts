import { KindredError } from '#shared/api/errors.ts';
import { ConnectionChoice } from '#shared/domain/connection.ts';
import { withoutPasswords } from '#shared/domain/connection-url.ts';
import type { Cli } from './cli.ts';

/** `postgres:URL`, a bare URL, or `postgres:NAME` of a saved connection. @throws KindredError invalid_input for what is none */
export function databaseChoice(text: string): ConnectionChoice {
  const rest = text.replace(/^postgres:(?!\/\/)/, '');
  if (/^(postgres(ql)?:)?\/\//i.test(rest)) return { url: rest };
  if (rest !== text && rest !== '') return { connection: rest };
  const url = process.env['KINDRED_DB_URL'];
  if (text === 'postgres:' && url) return { url };
  throw new KindredError(
    'invalid_input',
    `"${withoutPasswords(text)}" names no database. Say postgres:postgresql://user@host:5432/database, or postgres:NAME of a saved connection.`,
  );
}

/** A password in an argument is seen by everybody who lists the processes of this computer. */
export function warnOfPassword(cli: Cli, ...texts: readonly unknown[]): void {
  const isShown = texts.some((text) => typeof text === 'string' && withoutPasswords(text) !== text);
  if (!isShown) return;
  cli.note(
    'Note: other users of this computer can see the password in that address while the command runs. PGPASSWORD, PGPASSFILE and KINDRED_DB_URL keep it out of sight.',
  );
}
