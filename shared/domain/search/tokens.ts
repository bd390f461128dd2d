import { searchError } from './search-error.ts';

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** A piece of a search and where it begins. Words hold names as they are written: `ndcg@10`, `params.n_neighbors`, `leave-one-out`. */
export type Token = { at: number; end: number } & (
  | { kind: 'word'; text: string }
  /** In back quotes, double or single quotes. */
  | { kind: 'quoted'; text: string }
  | { kind: 'operator'; operator: Operator }
  /** `/…/`, or `name:/…/`; a slash inside is written `\/`. */
  | { kind: 'regex'; before: string; pattern: string }
  | { kind: '(' | ')' | ',' | 'end' }
);

const operators: Record<string, Operator> = {
  '=': '=',
  '==': '=',
  '!=': '!=',
  '<>': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

/** Everything but space, quotes, brackets, commas, operators and control characters. */
const word = /[^\s\p{Cc}()'"`,=<>!;]+/uy;
const space = /\s+/y;
const operator = /[=<>!]+/y;

/** @throws KindredError invalid_input that says at which position */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = skip(text, 0); at < text.length; at = skip(text, tokens.at(-1)!.end)) tokens.push(tokenAt(text, at));
  tokens.push({ kind: 'end', at: text.length, end: text.length });
  return tokens;
}

const skip = (text: string, at: number) => at + (matchAt(space, text, at)?.length ?? 0);

function tokenAt(text: string, at: number): Token {
  const first = text[at]!;
  if (first === '(' || first === ')' || first === ',') return { kind: first, at, end: at + 1 };
  if (first === '"' || first === "'" || first === '`') return quotedAt(text, at, first);
  const regex = regexAt(text, at);
  if (regex) return regex;
  const sign = matchAt(operator, text, at);
  if (sign) return operatorAt(text, at, sign);
  const found = matchAt(word, text, at);
  if (!found)
    throw searchError(text, at, `${JSON.stringify(first)} means nothing here. Put names and texts with it in quotes.`);
  return { kind: 'word', text: found, at, end: at + found.length };
}

/** Up to the slash that a space, a bracket or the end follows; anything else that begins with a slash is a word, such as a path. */
const regex = /([a-z]+:)?\/((?:[^/\\]|\\.)+)\/(?=[\s)]|$)/iuy;

function regexAt(text: string, at: number): Token | null {
  regex.lastIndex = at;
  const found = regex.exec(text);
  if (!found) return null;
  const [whole, before = '', pattern = ''] = found;
  return { kind: 'regex', before: before.slice(0, -1), pattern, at, end: at + whole.length };
}

function operatorAt(text: string, at: number, sign: string): Token {
  const known = operators[sign];
  if (!known) throw searchError(text, at, `"${sign}" is no comparison. Use =, !=, <, <=, > or >=.`);
  return { kind: 'operator', operator: known, at, end: at + sign.length };
}

/** A quote inside is written twice: 'it''s'. */
function quotedAt(text: string, at: number, quote: string): Token {
  let content = '';
  for (let from = at + 1; ;) {
    const close = text.indexOf(quote, from);
    if (close < 0) throw searchError(text, at, `this quote is never closed. Add ${quote} at the end of the text.`);
    content += text.slice(from, close);
    if (text[close + 1] !== quote) return { kind: 'quoted', text: content, at, end: close + 1 };
    content += quote;
    from = close + 2;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
