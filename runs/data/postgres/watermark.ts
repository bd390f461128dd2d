import pg from 'pg';
import { z } from 'zod';
import type { TableColumn } from '#shared/domain/connection.ts';
import { asText } from './column-plan.ts';
import type { Relation } from './find-table.ts';
import type { Session } from './session.ts';

/** Rows greater than `since` and not greater than `until`; undefined for no bound. */
export type Bounds = { since?: string | undefined; until?: string | undefined };

/** The condition behind WHERE, empty for all rows. Rows without a watermark belong to what is not newer. */
export function conditionOf(column: TableColumn | null, { since, until }: Bounds): string {
  if (!column) return '';
  const name = pg.escapeIdentifier(column.name);
  const unplaced = column.kind === 'time' || column.kind === 'date' ? ` or not isfinite(${name})` : '';
  const parts = [
    ...(since === undefined ? [] : [`${name} > ${literal(column, since)}`]),
    ...(until === undefined ? [] : [`(${name} <= ${literal(column, until)} or ${name} is null${unplaced})`]),
  ];
  return parts.length === 0 ? '' : ` where ${parts.join(' and ')}`;
}

/** The greatest watermark of a relation within the bounds, as exact text; null where there is none. */
export async function newestOf(
  session: Session,
  { from }: Relation,
  column: TableColumn,
  bounds: Bounds,
  limitMs: number,
): Promise<string | null> {
  const name = pg.escapeIdentifier(column.name);
  const condition = conditionOf(column, bounds);
  const present = `${condition === '' ? ' where' : `${condition} and`} ${name} is not null`;
  const [row] = await session.ask(
    z.object({ newest: z.string() }),
    'looking for the newest row',
    `select ${asText(name)} as newest from ${from}${present} order by ${name} desc limit 1`,
    [],
    limitMs,
  );
  return row?.newest ?? null;
}

/** Microseconds since 1970 as an exact time: 2026-01-01T00:00:00.000001Z. */
export function microsText(micros: number): string {
  const seconds = Math.floor(micros / 1e6);
  const fraction = String(micros - seconds * 1e6).padStart(6, '0');
  return new Date(seconds * 1000).toISOString().replace(/\.000Z$/, `.${fraction}Z`);
}

/** Times keep their zone where the column has none: such columns are read as UTC. */
function literal({ kind, type }: TableColumn, value: string): string {
  const text = pg.escapeLiteral(value);
  if (kind !== 'time') return text;
  const time = `${text}::pg_catalog.timestamptz`;
  return type.includes('without time zone') ? `(${time} at time zone 'UTC')` : time;
}
