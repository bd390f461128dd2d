import pg from 'pg';
import { z } from 'zod';
import type { TableColumn } from '#shared/domain/connection.ts';
import { findAttributeColumns, type CategoryColumns } from '../files/attribute-columns.ts';
import { listColumns, listTables, type KnownTable } from './catalogue.ts';
import { relationOf, type Relation } from './find-table.ts';
import { asText } from './column-plan.ts';
import type { Session } from './session.ts';

/** Names of posts are their text, of which so much is kept. */
const maxName = 1000;
const enough = 100_000;

/** A query for what is known of users or items: id, name, milliseconds of creation and categories, each as text or null. */
export type AttributePlan = { label: string; select: string; split: (text: string) => string[] };

/**
 * The table behind a column of ids: the one that its foreign key refers to, else the table of this name in the same schema.
 * @returns null where there is none, or none that says anything
 */
export async function findAttributes(
  session: Session,
  relation: Relation,
  column: string,
  side: 'user' | 'item',
  usualTable: string | null,
): Promise<AttributePlan | null> {
  if (!relation.table) return null;
  const key = await referredBy(session, relation.table, column);
  const tables = await listTables(session, enough);
  const found = key
    ? tables.find(({ oid }) => oid === key.oid)
    : tables.find(({ schema, name }) => name === usualTable && schema === relation.table?.schema);
  if (!found?.readable) return null;
  const columns = await listColumns(session, [found.oid]);
  return planOf(relationOf(found, columns.get(found.oid) ?? []), side, key?.column);
}

/** @param id column of the ids; found by usual names unless given */
export function planOf({ label, from, columns }: Relation, side: 'user' | 'item', id?: string): AttributePlan | null {
  const usual = findAttributeColumns(
    columns.map(({ name }) => name),
    side,
  );
  const idColumn =
    columns.find(({ name }) => name === id) ?? columns.find(({ name }) => name === 'id') ?? columns[usual.id];
  const nameColumn = columns[usual.name];
  const createdColumn = columns[usual.created];
  const { categories } = usual;
  const list = categories?.kind === 'list' ? categories : null;
  if (!idColumn || (!nameColumn && !createdColumn && !list)) return null;
  const parts = [
    asText(quoted(idColumn)),
    nameColumn ? `pg_catalog.left(${asText(quoted(nameColumn))}, ${maxName})` : nothing,
    createdColumn ? createdOf(createdColumn) : nothing,
    list ? listOf(columns[list.column]!) : nothing,
  ];
  return { label, select: `select ${parts.join(', ')} from ${from}`, split: splitOf(list) };
}

export const nothing = 'null::pg_catalog.text';
const quoted = ({ name }: TableColumn): string => pg.escapeIdentifier(name);
const splitOf = (list: Extract<CategoryColumns, { kind: 'list' }> | null) => list?.split ?? (() => []);

/** Milliseconds since 1970 of times, years as they are; infinite ones are unknown. */
function createdOf(column: TableColumn): string {
  const name = quoted(column);
  if (column.kind !== 'time' && column.kind !== 'date') return asText(name);
  return `case when isfinite(${name}) then pg_catalog.round(pg_catalog.date_part('epoch', ${name}) * 1000)::pg_catalog.int8::pg_catalog.text end`;
}

/** Arrays as JSON, which the reader of lists knows. */
const listOf = (column: TableColumn): string =>
  column.type.endsWith('[]') ? `pg_catalog.array_to_json(${quoted(column)})::pg_catalog.text` : asText(quoted(column));

const Reference = z.object({ oid: z.string(), column: z.string() });

/** The table and column that a foreign key of this one column refers to. */
async function referredBy(session: Session, { oid }: KnownTable, column: string) {
  const [reference] = await session.ask(
    Reference,
    'reading the catalogue',
    `select k.confrelid::text as oid, r.attname::text as column
       from pg_catalog.pg_constraint as k
       join pg_catalog.pg_attribute as a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
       join pg_catalog.pg_attribute as r on r.attrelid = k.confrelid and r.attnum = k.confkey[1]
      where k.contype = 'f' and k.conrelid = $1::text::oid and pg_catalog.cardinality(k.conkey) = 1 and a.attname = $2
      limit 1`,
    [oid, column],
  );
  return reference;
}
