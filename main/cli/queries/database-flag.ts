import type { Command } from 'commander';
import type { ConnectionChoice } from '#shared/domain/connection.ts';
import type { Cli } from '../cli.ts';
import { databaseChoice, warnOfPassword } from '../database-choice.ts';

const description = 'postgres:URL, postgres:NAME of a saved connection, or postgres: for KINDRED_DB_URL (postgres:)';

/** The database that a command asks. */
export const addDatabaseFlag = (command: Command): Command =>
  command.option('--database <address>', description, 'postgres:');

/** @throws KindredError invalid_input for what names none */
export function databaseFrom(cli: Cli, address: string): ConnectionChoice {
  warnOfPassword(cli, address);
  return databaseChoice(address);
}
