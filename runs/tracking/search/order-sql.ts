import type { Expression } from 'kysely';
import { directionOf } from '#shared/domain/metric.ts';
import type { RunExpressions } from './attributes.ts';
import type { Field, Fields } from './fields.ts';
import type { OrderKey } from './parse-order.ts';

/** What to sort runs by, one after the other; missing values come last in both directions. */
export type SortKey = {
  by: Expression<string | number | null>;
  direction: 'asc' | 'desc';
  /** What stands for not-a-number in `by`; null where it is no metric, whose repetitions are sorted by their mean. */
  nan: number | null;
};

/** An order as expressions on `runs`. */
export function sortKeys(eb: RunExpressions, keys: readonly OrderKey[], fields: Fields): SortKey[] {
  return keys.flatMap(({ field: name, direction }) => {
    const field = fields(name);
    const way = direction ?? bestFirst(field);
    return valuesOf(eb, field, way).map((by) => ({
      by,
      direction: way,
      nan: field.kind === 'metric' ? lastOf(way) : null,
    }));
  });
}

const bestFirst = (field: Field) => (field.kind === 'metric' && directionOf(field.name) === 'max' ? 'desc' : 'asc');

function valuesOf(eb: RunExpressions, field: Field, direction: 'asc' | 'desc'): SortKey['by'][] {
  switch (field.kind) {
    case 'attribute':
      return [(field.attribute.order ?? field.attribute.column)(eb)];
    case 'metric':
      return [metricOf(eb, field.name, direction)];
    case 'param':
      // Numbers before texts, each in their own order.
      return [paramOf(eb, field.name, 'number_value'), paramOf(eb, field.name, 'text_value')];
    case 'tag':
      return [
        eb
          .selectFrom('tags as t')
          .select('t.value')
          .whereRef('t.run', '=', 'runs.number')
          .where('t.key', '=', field.name)
          .$asScalar(),
      ];
  }
}

/** Behind every number; no stored one is infinite. */
const lastOf = (direction: 'asc' | 'desc') =>
  direction === 'asc' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;

/** Not-a-number stands behind every number in both directions, and before the missing ones. */
function metricOf(eb: RunExpressions, name: string, direction: 'asc' | 'desc'): SortKey['by'] {
  return eb
    .selectFrom('metrics as m')
    .select((row) => row.fn.coalesce('m.value', row.val(lastOf(direction))).as('value'))
    .whereRef('m.run', '=', 'runs.number')
    .where('m.name', '=', name)
    .$asScalar();
}

const paramOf = (eb: RunExpressions, key: string, column: 'number_value' | 'text_value'): SortKey['by'] =>
  eb
    .selectFrom('params as p')
    .select(`p.${column}`)
    .whereRef('p.run', '=', 'runs.number')
    .where('p.key', '=', key)
    .$asScalar();
