import { z } from 'zod';
import { TableColumn, TableKind, type CatalogueTable, type ColumnKind } from '#shared/domain/connection.ts';
import type { Session } from './session.ts';

/** More than anybody looks through; what is left out is said. */
const maxTables = 2000;
const maxColumns = 40_000;

const phase = 'reading the catalogue';

/** A table with what Postgres knows it by. */
export type KnownTable = Omit<CatalogueTable, 'columns'> & { oid: string };

const TableRow = z.object({
  oid: z.string(),
  schema: z.string(),
  name: z.string(),
  kind: TableKind,
  rows: z.number().nullable(),
  readable: z.boolean(),
});

/** Tables, views and partitions outside of Postgres' own schemas, by schema and name. */
export function listTables(session: Session, limit = maxTables): Promise<KnownTable[]> {
  return session.ask(
    TableRow,
    phase,
    `with recursive tree as (
       select oid as root, oid from pg_catalog.pg_class where relkind = 'p'
       union all
       select tree.root, i.inhrelid from tree join pg_catalog.pg_inherits as i on i.inhparent = tree.oid
     ), totals as (
       select tree.root, pg_catalog.sum(c.reltuples) filter (where c.reltuples >= 0) as rows
         from tree join pg_catalog.pg_class as c on c.oid = tree.oid where c.relkind <> 'p' group by tree.root
     )
     select c.oid::text as oid, n.nspname::text as schema, c.relname::text as name,
            case c.relkind when 'p' then 'partitioned table' when 'v' then 'view' when 'm' then 'materialized view'
              when 'f' then 'foreign table' else case when c.relispartition then 'partition' else 'table' end end as kind,
            case c.relkind when 'p' then totals.rows when 'v' then null else nullif(c.reltuples, -1) end::float8 as rows,
            pg_catalog.has_any_column_privilege(c.oid, 'select')
              and pg_catalog.has_schema_privilege(n.oid, 'usage') as readable
       from pg_catalog.pg_class as c
       join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
       left join totals on totals.root = c.oid
      where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
      order by n.nspname, c.relname
      limit $1`,
    [limit],
  );
}

const ColumnRow = TableColumn.omit({ kind: true }).extend({ oid: z.string(), base: z.string(), type_kind: z.string() });

/** The columns of some tables, in their order, by the table's oid. */
export async function listColumns(session: Session, oids: readonly string[]): Promise<Map<string, TableColumn[]>> {
  const rows = await session.ask(
    ColumnRow,
    phase,
    `select a.attrelid::text as oid, a.attname::text as name, not a.attnotnull as nullable,
            pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
            pg_catalog.format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null) as base,
            coalesce(b.typtype, t.typtype)::text as type_kind
       from pg_catalog.pg_attribute as a
       join pg_catalog.pg_type as t on t.oid = a.atttypid
       left join pg_catalog.pg_type as b on b.oid = t.typbasetype and t.typbasetype <> 0
      where a.attrelid = any($1::text[]::oid[]) and a.attnum > 0 and not a.attisdropped
      order by a.attrelid, a.attnum
      limit $2`,
    [oids, maxColumns],
  );
  const columns = new Map<string, TableColumn[]>(oids.map((oid) => [oid, []]));
  for (const { oid, base, type_kind, ...column } of rows) {
    columns.get(oid)?.push({ ...column, kind: kindOf(base, type_kind) });
  }
  return columns;
}

/** All that can be picked from, for the pages. */
export async function readTables(session: Session): Promise<{ tables: CatalogueTable[]; truncated: boolean }> {
  const found = await listTables(session, maxTables + 1);
  const listed = found.slice(0, maxTables);
  const columns = await listColumns(
    session,
    listed.map(({ oid }) => oid),
  );
  const tables = listed.map(({ oid, ...table }) => ({ ...table, columns: columns.get(oid) ?? [] }));
  const isCut = tables.reduce((sum, table) => sum + table.columns.length, 0) >= maxColumns;
  return { tables, truncated: found.length > maxTables || isCut };
}

const kinds: Record<string, ColumnKind> = {
  smallint: 'integer',
  integer: 'integer',
  bigint: 'integer',
  numeric: 'number',
  real: 'number',
  'double precision': 'number',
  text: 'text',
  'character varying': 'text',
  character: 'text',
  bpchar: 'text',
  name: 'text',
  citext: 'text',
  uuid: 'uuid',
  'timestamp with time zone': 'time',
  'timestamp without time zone': 'time',
  date: 'date',
  boolean: 'boolean',
  json: 'json',
  jsonb: 'json',
};

/** @param typeKind `pg_type.typtype`: e for an enum */
export const kindOf = (base: string, typeKind: string): ColumnKind =>
  typeKind === 'e' ? 'text' : (kinds[base.replace(/^.*\./, '')] ?? 'other');
