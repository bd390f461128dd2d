import type { KindredError } from '#shared/api/errors.ts';
import { searchError } from './search-error.ts';
import { tokenise, type Token } from './tokens.ts';

/** A place in a search that moves forward, token by token. */
export class TokenReader {
  readonly text: string;
  readonly #tokens: readonly Token[];
  #index = 0;

  constructor(text: string) {
    this.text = text;
    this.#tokens = tokenise(text);
  }

  /** Where the token before the next one ends; 0 at the beginning. */
  get reached(): number {
    return this.#index === 0 ? 0 : this.peek(-1).end;
  }

  get next(): Token {
    return this.peek(0);
  }

  /** The token after `ahead` others; the end stays the end. */
  peek(ahead: number): Token {
    return this.#tokens[this.#index + ahead] ?? this.#tokens.at(-1)!;
  }

  advance(count = 1): void {
    this.#index += count;
  }

  /** Keywords are keywords in any case, and never inside quotes. */
  isWord(word: string): boolean {
    return this.next.kind === 'word' && this.next.text.toLowerCase() === word;
  }

  /** Moves past a keyword where it is next. */
  takeWord(word: string): boolean {
    const found = this.isWord(word);
    if (found) this.advance();
    return found;
  }

  /** @throws KindredError invalid_input where anything else is next */
  take(kind: '(' | ')'): void {
    if (this.next.kind !== kind) throw this.expected(`"${kind}"`);
    this.advance();
  }

  /** @throws KindredError invalid_input where anything is left */
  takeEnd(expected: string): void {
    if (this.next.kind !== 'end') throw this.expected(expected);
  }

  expected(what: string): KindredError {
    return searchError(this.text, this.next.at, `expected ${what}.`);
  }
}
