import type { FieldName } from '#shared/domain/search/filter.ts';
import { readField } from '#shared/domain/search/parse-field.ts';
import { searchError } from '#shared/domain/search/search-error.ts';
import { TokenReader } from '#shared/domain/search/token-reader.ts';

/** One key of an order; without a direction, a metric's best comes first and everything else ascends. */
export type OrderKey = { field: FieldName; direction: 'asc' | 'desc' | null };

const mostKeys = 10;

/**
 * Reads an order such as `ndcg@10 desc, name`.
 * @returns no key for an empty one
 * @throws KindredError invalid_input with the position and what was expected there
 */
export function parseOrder(order: string): OrderKey[] {
  const reader = new TokenReader(order.toWellFormed());
  if (reader.next.kind === 'end') return [];
  const keys = [readKey(reader)];
  while (reader.next.kind === ',') {
    if (keys.length === mostKeys) throw searchError(reader.text, reader.next.at, `it has more than ${mostKeys} keys.`);
    reader.advance();
    keys.push(readKey(reader));
  }
  reader.takeEnd('"asc", "desc", "," or the end');
  return keys;
}

function readKey(reader: TokenReader): OrderKey {
  const field = readField(reader);
  if (reader.takeWord('desc')) return { field, direction: 'desc' };
  return { field, direction: reader.takeWord('asc') ? 'asc' : null };
}
