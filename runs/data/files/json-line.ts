import type { Cell } from './table.ts';

export type JsonObject = Record<string, unknown>;

/** A whole number that a JavaScript number may not hold exactly. */
const long = /\d{16}/;

/** The object of a line; null where it is none of well-formed text. Whole numbers of any length stay exact. */
export function parseJsonLine(line: string): JsonObject | null {
  try {
    const value: unknown = long.test(line) ? JSON.parse(line, exactly) : JSON.parse(line);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject && isText(line, value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}

/** Half a surrogate pair would be stored as the same replacement character as any other; a zero character ends texts elsewhere. */
const isText = (line: string, value: object): boolean =>
  !line.includes('\\u') || !/\\u(0000|d[89a-f])/.test(JSON.stringify(value, plainly));

/** Texts as they are, numbers as they are usually written, lists and objects as JSON; null for null and nothing. */
export function jsonCell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'object') return JSON.stringify(value, plainly);
  return String(value as number | boolean | bigint);
}

const plainly = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

/** Node gives a reviver the source of each number; the library types do not know it yet. */
function exactly(this: unknown, _key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? '';
  return /^-?\d+$/.test(source) ? BigInt(source) : value;
}
