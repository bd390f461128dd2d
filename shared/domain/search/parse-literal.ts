import type { Literal } from './filter.ts';
import { searchError } from './search-error.ts';
import type { TokenReader } from './token-reader.ts';

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * What a field is compared with: a number, `NaN`, `true`, `false`, text in quotes, or a bare word, which is text too.
 * @throws KindredError invalid_input where something else is next
 */
export function readLiteral(reader: TokenReader): Literal {
  const token = reader.next;
  if (token.kind !== 'word' && token.kind !== 'quoted') throw reader.expected('a value');
  reader.advance();
  const { at, text } = token;
  if (token.kind === 'quoted') return { kind: 'text', text, at };
  if (number.test(text)) return numberLiteral(reader.text, text, at);
  switch (text.toLowerCase()) {
    case 'nan':
      return { kind: 'nan', text, at };
    case 'true':
    case 'false':
      return { kind: 'boolean', value: text.toLowerCase() === 'true', text, at };
    case 'null':
      throw searchError(reader.text, at, 'a missing value is found with "is null" and "is not null".');
    default:
      return { kind: 'text', text, at };
  }
}

function numberLiteral(search: string, text: string, at: number): Literal {
  const value = Number(text);
  if (!Number.isFinite(value)) throw searchError(search, at, 'this number is too large.');
  return { kind: 'number', value, text, at };
}
