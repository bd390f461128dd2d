import pg from 'pg';
import { KindredError } from '#shared/api/errors.ts';
import type { TableColumn } from '#shared/domain/connection.ts';
import { int32, int64 } from './binary-row.ts';

/** How one column is asked for and what its bytes mean. */
export type ColumnPlan<Decode> = { name: string; sql: string; decode: Decode };

/** The exact id that some bytes stand for. */
export type IdDecoder = (bytes: Uint8Array) => string;
/** A number, NaN or ±Infinity, of the field `bytes[from … from + length)`. */
export type NumberDecoder = (bytes: Buffer, from: number, length: number) => number;
/** Microseconds since 1970 where the column is a time; else text for a reader that finds its form out. */
export type TimeDecoder = 'timestamp' | 'text';

/** Microseconds from 1970 to 2000, which is Postgres' own beginning of time. */
const epochMicros = 946_684_800_000_000;

/**
 * Ids keep their exact text: whole numbers of any size, UUIDs, leading zeros. What is quick to read as bytes is sent as such, the rest as text.
 */
export function idPlan(column: TableColumn): ColumnPlan<IdDecoder> {
  const sql = pg.escapeIdentifier(column.name);
  if (column.type === 'uuid') return { name: column.name, sql, decode: uuidText };
  if (integerTypes.has(column.type)) return { name: column.name, sql, decode: integerText };
  return { name: column.name, sql: asText(sql), decode: utf8 };
}

/** A column of names, such as the interaction type. */
export const textPlan = (column: TableColumn): ColumnPlan<IdDecoder> => ({
  name: column.name,
  sql: asText(pg.escapeIdentifier(column.name)),
  decode: utf8,
});

/** @throws KindredError invalid_input for a column that cannot hold numbers */
export function numberPlan(column: TableColumn): ColumnPlan<NumberDecoder> {
  const { name, kind, type } = column;
  const sql = pg.escapeIdentifier(name);
  // numeric goes beyond what a double holds, where a cast at the server would fail.
  if (kind === 'text' || type.startsWith('numeric')) return { name, sql: asText(sql), decode: numberOfText };
  if (kind === 'integer' || kind === 'number') return { name, sql: `${sql}::pg_catalog.float8`, decode: float64 };
  if (kind === 'boolean') return { name, sql: `${sql}::pg_catalog.int4::pg_catalog.float8`, decode: float64 };
  throw new KindredError(
    'invalid_input',
    `The column "${name}" is of type ${type} and cannot be the weight, which is a number. Choose another (--set weight=COLUMN, empty for none).`,
  );
}

/** @throws KindredError invalid_input for a column that cannot hold times */
export function timePlan(column: TableColumn): ColumnPlan<TimeDecoder> {
  const { name, kind, type } = column;
  const sql = pg.escapeIdentifier(name);
  if (kind === 'time') return { name, sql: timestampOf(sql, type), decode: 'timestamp' };
  if (kind === 'date') return { name, sql: `${sql}::pg_catalog.timestamp`, decode: 'timestamp' };
  if (kind === 'integer' || kind === 'number' || kind === 'text') return { name, sql: asText(sql), decode: 'text' };
  throw new KindredError(
    'invalid_input',
    `The column "${name}" is of type ${type} and cannot be the time. Choose another (--set time=COLUMN, empty for none).`,
  );
}

/** Domains over times are sent as what they are made of. */
const timestampOf = (sql: string, type: string): string =>
  /^timestamp(\(\d\))? with/.test(type) ? sql : `${sql}::pg_catalog.timestamptz`;

export const asText = (sql: string): string => `${sql}::pg_catalog.text`;

const integerTypes = new Set(['smallint', 'integer', 'bigint']);

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function utf8(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch (cause) {
    throw new KindredError(
      'invalid_input',
      'The database holds text that is not UTF-8 (its encoding is SQL_ASCII?). Ids could not be told apart; convert the database first.',
      { cause },
    );
  }
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function uuidText(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < 16; at++) {
    if (at === 4 || at === 6 || at === 8 || at === 10) text += '-';
    text += hex[bytes[at]!]!;
  }
  return text;
}

function integerText(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length === 8) return String(view.getBigInt64(0));
  return String(bytes.length === 4 ? view.getInt32(0) : view.getInt16(0));
}

const float64: NumberDecoder = (bytes, from) => bytes.readDoubleBE(from);

export function numberOfText(bytes: Buffer, from: number, length: number): number {
  const text = bytes.toString('latin1', from, from + length).trim();
  return text === '' ? NaN : Number(text);
}

/** Microseconds since 1970 of a binary timestamp; ±Infinity for Postgres' infinities. */
export function microsOf(bytes: Uint8Array, from: number): number {
  const high = int32(bytes, from);
  const low = int32(bytes, from + 4);
  if (high === 0x7fffffff && low === -1) return Infinity;
  if (high === -0x80000000 && low === 0) return -Infinity;
  return int64(bytes, from) + epochMicros;
}
