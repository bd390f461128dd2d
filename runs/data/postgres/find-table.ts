import pg from 'pg';
import { KindredError } from '#shared/api/errors.ts';
import { maxNameBytes, type TableColumn } from '#shared/domain/connection.ts';
import { didYouMean, nearest } from '#shared/domain/did-you-mean.ts';
import { listColumns, listTables, type KnownTable } from './catalogue.ts';
import type { Session } from './session.ts';
import { placeOf } from './target.ts';

/** Where rows come from: a table of the catalogue or a statement. */
export type Relation = {
  /** Null for a statement. */
  table: KnownTable | null;
  /** For people: `public."Click Log"`, `the statement`. */
  label: string;
  /** What stands after FROM. */
  from: string;
  columns: TableColumn[];
  /** Rows as the statistics have it. */
  rows: number | null;
};

const enough = 100_000;

/** Tables of this name in one schema, or in all of them. */
export type TableName = { schema?: string | undefined; table: string };

/**
 * A table by its exact name in the catalogue. `schema.table` is taken apart where no table has the dot in its name.
 * @throws KindredError not_found with names that are near, invalid_input for what no name can be
 */
export async function findTable(session: Session, wanted: TableName): Promise<Relation> {
  refuseName('table', wanted.table);
  if (wanted.schema !== undefined) refuseName('schema', wanted.schema);
  const tables = await listTables(session, enough);
  const found = pick(session, tables, wanted) ?? pick(session, tables, splitName(wanted));
  if (!found) throw noTable(session, tables, wanted);
  if (!found.readable) {
    throw new KindredError(
      'forbidden',
      `The role "${session.target.user}" may not read ${labelOf(found)} in ${placeOf(session.target)}. An administrator allows it with: grant select on ${quoted(found)} to ${pg.escapeIdentifier(session.target.user)}.`,
    );
  }
  const columns = await listColumns(session, [found.oid]);
  return relationOf(found, columns.get(found.oid) ?? []);
}

export const relationOf = (table: KnownTable, columns: TableColumn[]): Relation => ({
  table,
  label: labelOf(table),
  from: quoted(table),
  columns,
  rows: table.rows,
});

/** A column by its exact name. @throws KindredError not_found with the columns there are */
export function findColumn({ label, columns }: Relation, name: string, role: string): TableColumn {
  refuseName('column', name);
  const column = columns.find((candidate) => candidate.name === name);
  if (column) return column;
  const names = columns.map((candidate) => candidate.name);
  throw new KindredError(
    'not_found',
    `${label} has no column "${name}", which was named as the ${role}.${didYouMean(name, names)} It has ${listed(names)}.`,
    { details: { columns: names } },
  );
}

/** `"a", "b" and 3 more` */
export function listed(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most).map((name) => `"${name}"`);
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

const quoted = ({ schema, name }: { schema: string; name: string }) =>
  `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;

const plainName = /^[a-z_][a-z0-9_]*$/;
const labelOf = ({ schema, name }: { schema: string; name: string }) =>
  [schema, name].map((part) => (plainName.test(part) ? part : pg.escapeIdentifier(part))).join('.');

/** One of this name; where several schemas have it, that in `public`. */
function pick(session: Session, tables: readonly KnownTable[], { schema, table }: TableName): KnownTable | undefined {
  const named = tables.filter(({ name }) => name === table);
  if (schema !== undefined) return named.find((candidate) => candidate.schema === schema);
  if (named.length <= 1) return named[0];
  const usual = named.find((candidate) => candidate.schema === 'public');
  if (usual) return usual;
  throw new KindredError(
    'conflict',
    `${placeOf(session.target)} has a table "${table}" in the schemas ${listed(named.map((candidate) => candidate.schema))}. Say which with --set schema=NAME.`,
  );
}

function splitName({ schema, table }: TableName): TableName {
  const at = table.indexOf('.');
  return schema === undefined && at > 0
    ? { schema: table.slice(0, at), table: table.slice(at + 1) }
    : { schema, table };
}

function noTable(session: Session, tables: readonly KnownTable[], { schema, table }: TableName): KindredError {
  const place = placeOf(session.target);
  const schemas = [...new Set(tables.map((candidate) => candidate.schema))];
  if (schema !== undefined && !schemas.includes(schema)) {
    const known = schemas.length === 0 ? 'It has no tables at all.' : `There are ${listed(schemas)}.`;
    return new KindredError(
      'not_found',
      `There is no schema "${schema}" with tables in ${place}.${didYouMean(schema, schemas)} ${known}`,
    );
  }
  const there = tables.filter((candidate) => schema === undefined || candidate.schema === schema);
  const inSchema = schema === undefined ? '' : ` in schema "${schema}"`;
  const similar = similarTo(table, there);
  const known =
    there.length === 0
      ? 'There are no tables there; is it the right database?'
      : `Tables there: ${listed(there.map(({ name }) => name))}.`;
  return new KindredError(
    'not_found',
    `There is no table "${table}"${inSchema} of ${place}. ${similar === undefined ? '' : `Similar: ${similar}. `}${known}`,
  );
}

function similarTo(table: string, tables: readonly KnownTable[]): string | undefined {
  const name = nearest(
    table,
    tables.map((candidate) => candidate.name),
  );
  const found = tables.find((candidate) => candidate.name === name);
  return found && labelOf(found);
}

/** @throws KindredError invalid_input for what no name in Postgres can be */
export function refuseName(what: 'schema' | 'table' | 'column', name: string): void {
  const refuse = (why: string) => {
    throw new KindredError('invalid_input', `The name of the ${what} ${why}.`);
  };
  if (name === '') refuse('is empty');
  if (name.includes('\0')) refuse('has a zero character, which no name in Postgres has');
  const bytes = Buffer.byteLength(name);
  if (bytes > maxNameBytes) {
    refuse(
      `has ${bytes} bytes. Postgres has no names longer than ${maxNameBytes}, and cuts longer ones off without a word: "${name.slice(0, 60)}…"`,
    );
  }
}
