import type { FieldName, Filter, Literal } from './filter.ts';
import { fieldLength, readField } from './parse-field.ts';
import { readLiteral } from './parse-literal.ts';
import { regexProblem } from './check-regex.ts';
import { searchError } from './search-error.ts';
import { splitTyped } from './text-fields.ts';
import { TokenReader } from './token-reader.ts';
import type { Token } from './tokens.ts';

/** Bounds that keep a search within what SQLite takes (expressions 1,000 deep) and a person means. */
const longest = 10_000;
const mostTerms = 200;
const deepest = 50;

/**
 * Reads a search such as `ndcg@10 > 0.3 and algorithm = "user_knn"`. From weak to strong: `or`, `and`, `not`, parentheses.
 * What is looked for may stand beside it without `and`: `algo:userknn /shrink/ ndcg@10 > 0.3`.
 * @throws KindredError invalid_input with the position and what was expected there
 */
export function parseFilter(search: string): Filter {
  const text = search.toWellFormed();
  if (text.length > longest) throw searchError(text, longest, `it is longer than ${longest} characters.`);
  const parser = new FilterParser(text);
  return parser.next.kind === 'end' ? { kind: 'all' } : parser.whole();
}

/**
 * The parts of a search that all have to hold, as they are written; one for a search that is no row of such parts, none for an empty one.
 * @throws KindredError invalid_input as `parseFilter` does
 */
export function filterParts(search: string): string[] {
  const text = search.toWellFormed();
  parseFilter(text);
  const parser = new FilterParser(text);
  return parser.next.kind === 'end' ? [] : parser.parts();
}

class FilterParser extends TokenReader {
  #terms = 0;
  #depth = 0;
  /** Whether the last term is text to look for, beside which another term may stand. */
  #wasText = false;

  whole(): Filter {
    const filter = this.#either();
    this.takeEnd('"and", "or" or the end');
    return filter;
  }

  parts(): string[] {
    const parts: string[] = [];
    do {
      const from = this.next.at;
      this.#term();
      parts.push(this.text.slice(from, this.reached));
    } while (this.takeWord('and') || this.#goesOn());
    return this.next.kind === 'end' ? parts : [this.text.trim()];
  }

  #either(): Filter {
    return this.#joined('or', () => this.#joined('and', () => this.#term()));
  }

  #joined(kind: 'and' | 'or', read: () => Filter): Filter {
    const parts = [read()];
    while (this.takeWord(kind) || (kind === 'and' && this.#goesOn())) parts.push(read());
    return parts.length === 1 ? parts[0]! : { kind, parts };
  }

  #term(): Filter {
    if (this.next.kind === '(' || this.isWord('not')) return this.#nested();
    this.#count(1);
    const isCondition = this.#isCondition();
    const filter = isCondition ? this.#condition() : this.#text();
    this.#wasText = !isCondition;
    return filter;
  }

  /** Whether the next term belongs to the last one although no `and` says so. */
  #goesOn(): boolean {
    const { next } = this;
    if (next.kind === 'end' || next.kind === ')' || next.kind === ',' || next.kind === 'operator') return false;
    if (this.isWord('or') || this.isWord('and')) return false;
    return this.#wasText || next.kind === 'regex' || (next.kind === 'word' && splitTyped(next.text) !== null);
  }

  #nested(): Filter {
    this.#depth += 1;
    if (this.#depth > deepest) throw searchError(this.text, this.next.at, `it is nested more than ${deepest} deep.`);
    const filter: Filter = this.takeWord('not') ? { kind: 'not', part: this.#term() } : this.#bracketed();
    this.#depth -= 1;
    this.#wasText = false;
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

  /** `/pattern/`, `algo:text`, a text in quotes as it stands, or bare words, all of which have to be there. */
  #text(): Filter {
    const { next } = this;
    if (next.kind === 'regex') return this.#regex(next);
    if (next.kind === 'quoted') {
      this.advance();
      return { kind: 'words', text: next.text };
    }
    if (next.kind !== 'word' || this.isWord('and') || this.isWord('or'))
      throw this.expected('a name, such as ndcg@10 or algorithm');
    this.advance();
    const typed = splitTyped(next.text);
    if (!typed) return { kind: 'fuzzy', of: null, text: next.text };
    return { kind: 'fuzzy', of: typed.of, text: typed.text === '' ? this.#typedText() : typed.text };
  }

  /** What is looked for after `dataset:`, where it is in quotes. */
  #typedText(): string {
    const { next } = this;
    if (next.kind !== 'quoted' || next.at !== this.reached) throw this.expected('what to look for, such as algo:knn');
    this.advance();
    return next.text;
  }

  #regex({ before, pattern, at }: Extract<Token, { kind: 'regex' }>): Filter {
    const of = before === '' ? null : (splitTyped(`${before}:`)?.of ?? undefined);
    if (of === undefined) throw searchError(this.text, at, `"${before}" is no text that can be looked into.`);
    const problem = regexProblem(pattern);
    if (problem) throw searchError(this.text, at, problem);
    this.advance();
    return { kind: 'regex', of, pattern };
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
