import type { Operator } from './tokens.ts';

/** A name as it was written: which kind it must be of, where that was said (`params.x`), and where it stands. */
export type FieldName = { kind: FieldKind | null; name: string; at: number };
export type FieldKind = 'attribute' | 'metric' | 'param' | 'tag';

/** What a field is compared with. A bare word is text; a number remembers how it was written. */
export type Literal = { at: number } & (
  | { kind: 'text'; text: string }
  | { kind: 'number'; value: number; text: string }
  | { kind: 'boolean'; value: boolean; text: string }
  | { kind: 'nan'; text: string }
);

/**
 * A search, read. Every comparison is true or false, never unknown: with a missing value it is false,
 * so `not` turns exactly the runs around that do not match.
 */
export type Filter =
  | { kind: 'all' }
  | { kind: 'and' | 'or'; parts: Filter[] }
  | { kind: 'not'; part: Filter }
  /** The name, the algorithm or a tag holds this text. */
  | { kind: 'words'; text: string }
  | { kind: 'compare'; field: FieldName; operator: Operator; value: Literal }
  | { kind: 'like'; field: FieldName; pattern: string }
  | { kind: 'in'; field: FieldName; values: Literal[] }
  | { kind: 'missing'; field: FieldName };

/** Names that a filter mentions, as often as it does. */
export function fieldsOf(filter: Filter): FieldName[] {
  switch (filter.kind) {
    case 'all':
    case 'words':
      return [];
    case 'and':
    case 'or':
      return filter.parts.flatMap(fieldsOf);
    case 'not':
      return fieldsOf(filter.part);
    default:
      return [filter.field];
  }
}
