import { jsonCell } from './json-line.ts';
import type { Cell } from './table.ts';

/** A value of a typed column as text: whole numbers of any length exactly, dates as milliseconds, bytes as hexadecimal digits. */
export function typedCell(value: unknown): Cell {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return String(value.getTime());
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  return jsonCell(value);
}
