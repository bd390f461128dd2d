import type { TextField } from './text-fields.ts';
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
  /** The name, the algorithm or a tag holds this text as it stands: it was in quotes. */
  | { kind: 'words'; text: string }
  /** The same of a bare word, whatever separates its parts; of one text alone where that was said (`algo:knn`). */
  | { kind: 'fuzzy'; of: TextField | null; text: string }
  /** `/knn$/`: the name, the algorithm, a tag, or what was said matches. */
  | { kind: 'regex'; of: TextField | null; pattern: string }
  | { kind: 'compare'; field: FieldName; operator: Operator; value: Literal }
  | { kind: 'like'; field: FieldName; pattern: string }
  | { kind: 'in'; field: FieldName; values: Literal[] }
  | { kind: 'missing'; field: FieldName };

/** Names that a filter mentions, as often as it does. */
export function fieldsOf(filter: Filter): FieldName[] {
  switch (filter.kind) {
    case 'all':
    case 'words':
    case 'fuzzy':
    case 'regex':
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
