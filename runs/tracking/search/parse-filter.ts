import type { FieldName, Filter, Literal } from './filter.ts';
import { fieldLength, readField } from './parse-field.ts';
import { readLiteral } from './parse-literal.ts';
import { searchError } from './search-error.ts';
import { TokenReader } from './token-reader.ts';

/** Bounds that keep a search within what SQLite takes (expressions 1,000 deep) and a person means. */
const longest = 10_000;
const mostTerms = 200;
const deepest = 50;

/**
 * Reads a search such as `ndcg@10 > 0.3 and algorithm = "user_knn"`. From weak to strong: `or`, `and`, `not`, parentheses.
 * @throws KindredError invalid_input with the position and what was expected there
 */
export function parseFilter(search: string): Filter {
  const text = search.toWellFormed();
  if (text.length > longest) throw searchError(text, longest, `it is longer than ${longest} characters.`);
  const parser = new FilterParser(text);
  return parser.next.kind === 'end' ? { kind: 'all' } : parser.whole();
}

class FilterParser extends TokenReader {
  #terms = 0;
  #depth = 0;

  whole(): Filter {
    const filter = this.#either();
    this.takeEnd('"and", "or" or the end');
    return filter;
  }

  #either(): Filter {
    return this.#joined('or', () => this.#joined('and', () => this.#term()));
  }

  #joined(kind: 'and' | 'or', read: () => Filter): Filter {
    const parts = [read()];
    while (this.takeWord(kind)) parts.push(read());
    return parts.length === 1 ? parts[0]! : { kind, parts };
  }

  #term(): Filter {
    if (this.next.kind === '(' || this.isWord('not')) return this.#nested();
    this.#count(1);
    return this.#isCondition() ? this.#condition() : this.#words();
  }

  #nested(): Filter {
    this.#depth += 1;
    if (this.#depth > deepest) throw searchError(this.text, this.next.at, `it is nested more than ${deepest} deep.`);
    const filter: Filter = this.takeWord('not') ? { kind: 'not', part: this.#term() } : this.#bracketed();
    this.#depth -= 1;
    return filter;
  }

  #bracketed(): Filter {
    this.take('(');
    const filter = this.#either();
    this.take(')');
    return filter;
  }

  /** Whether a name is next and then what makes it a condition; without, it is a word to look for. */
  #isCondition(): boolean {
    const length = fieldLength(this);
    if (length === 0) return false;
    const after = this.peek(length);
    return after.kind === 'operator' || (after.kind === 'word' && /^(like|ilike|in|is|not)$/i.test(after.text));
  }

  /** Words side by side are looked for as they stand: `my run`. */
  #words(): Filter {
    const words: string[] = [];
    while ((this.next.kind === 'word' || this.next.kind === 'quoted') && !this.#endsWords(words.length)) {
      words.push(this.next.text);
      this.advance();
    }
    if (words.length === 0) throw this.expected('a name, such as ndcg@10 or algorithm');
    return { kind: 'words', text: words.join(' ') };
  }

  #endsWords(read: number): boolean {
    return this.isWord('and') || this.isWord('or') || (read > 0 && (this.isWord('not') || this.#isCondition()));
  }

  #condition(): Filter {
    const field = readField(this);
    if (this.next.kind === 'operator') {
      const { operator } = this.next;
      this.advance();
      return { kind: 'compare', field, operator, value: readLiteral(this) };
    }
    if (this.takeWord('is')) return this.#missing(field);
    const negated = this.takeWord('not');
    const filter = this.takeWord('in') ? this.#list(field) : this.#like(field);
    // A missing value is in no list and like nothing; it is not outside of them either.
    return negated ? { kind: 'and', parts: [present(field), { kind: 'not', part: filter }] } : filter;
  }

  #missing(field: FieldName): Filter {
    const negated = this.takeWord('not');
    if (!this.takeWord('null')) throw this.expected('"null"');
    return negated ? present(field) : { kind: 'missing', field };
  }

  #like(field: FieldName): Filter {
    if (!this.takeWord('like') && !this.takeWord('ilike')) throw this.expected('"in" or "like"');
    const { text } = readLiteral(this);
    return { kind: 'like', field, pattern: text };
  }

  #list(field: FieldName): Filter {
    this.take('(');
    const values: Literal[] = [readLiteral(this)];
    while (this.next.kind === ',') {
      this.advance();
      values.push(readLiteral(this));
    }
    this.take(')');
    this.#count(values.length - 1);
    return { kind: 'in', field, values };
  }

  #count(terms: number): void {
    this.#terms += terms;
    if (this.#terms > mostTerms)
      throw searchError(this.text, this.next.at, `it has more than ${mostTerms} conditions.`);
  }
}

const present = (field: FieldName): Filter => ({ kind: 'not', part: { kind: 'missing', field } });
