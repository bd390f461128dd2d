import type { FieldKind, FieldName } from './filter.ts';
import type { TokenReader } from './token-reader.ts';

const prefixes: Record<string, FieldKind> = {
  attribute: 'attribute',
  attributes: 'attribute',
  metric: 'metric',
  metrics: 'metric',
  param: 'param',
  params: 'param',
  tag: 'tag',
  tags: 'tag',
};

/** Tokens of the name that is next: 2 for `params.` with a quoted name at it, 1 for any other, 0 where there is none. */
export function fieldLength(reader: TokenReader): 0 | 1 | 2 {
  const { next } = reader;
  if (next.kind === 'quoted') return 1;
  if (next.kind !== 'word') return 0;
  const after = reader.peek(1);
  return next.text.endsWith('.') && prefixes[next.text.slice(0, -1)] && after.kind === 'quoted' && after.at === next.end
    ? 2
    : 1;
}

/** @throws KindredError invalid_input where no name is next */
export function readField(reader: TokenReader): FieldName {
  const { next } = reader;
  const length = fieldLength(reader);
  const after = reader.peek(1);
  if (next.kind !== 'word' && next.kind !== 'quoted') throw reader.expected('a name, such as ndcg@10 or algorithm');
  reader.advance(length);
  const text = length === 2 && after.kind === 'quoted' ? next.text + after.text : next.text;
  return { ...splitPrefix(text), at: next.at };
}

function splitPrefix(text: string): { kind: FieldKind | null; name: string } {
  const dot = text.indexOf('.');
  const kind = Object.hasOwn(prefixes, text.slice(0, dot)) ? prefixes[text.slice(0, dot)] : undefined;
  return dot > 0 && kind ? { kind, name: text.slice(dot + 1) } : { kind: null, name: text };
}
