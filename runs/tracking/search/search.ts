import { expressionBuilder, type Expression, type SqlBool } from 'kysely';
import type { RunQuery } from '#shared/domain/run-query.ts';
import type { Reader } from '../context.ts';
import type { Tables } from '../schema.ts';
import { findFields } from './fields.ts';
import { filterCondition } from './filter-sql.ts';
import { fieldsOf } from '#shared/domain/search/filter.ts';
import { sortKeys, type SortKey } from './order-sql.ts';
import { parseFilter } from '#shared/domain/search/parse-filter.ts';
import { parseOrder } from './parse-order.ts';

/** A query as the parts of an SQL one over `runs`. */
export type Search = { where: Expression<SqlBool>; order: SortKey[] };

/**
 * Reads the filter and the order of a query against the names that the store knows.
 * @throws KindredError invalid_input with the position and what was expected there
 */
export async function readSearch(
  db: Reader,
  {
    kind,
    filter: filterText,
    order_by = '',
    deleted,
    except = [],
  }: Pick<RunQuery, 'kind' | 'filter' | 'deleted' | 'except'> & Partial<Pick<RunQuery, 'order_by'>>,
): Promise<Search> {
  const filter = parseFilter(filterText);
  const keys = parseOrder(order_by);
  const filterFields = await findFields(db, filterText, fieldsOf(filter));
  const orderFields = await findFields(
    db,
    order_by,
    keys.map(({ field }) => field),
  );
  const eb = expressionBuilder<Tables, 'runs'>();
  const archived = eb('runs.deleted_at', deleted ? 'is not' : 'is', null);
  return {
    where: eb.and([
      archived,
      eb('runs.experiment_id', 'in', eb.selectFrom('experiments').select('id').where('kind', '=', kind)),
      ...(except.length > 0 ? [eb('runs.id', 'not in', except)] : []),
      filterCondition(eb, filter, filterFields, filterText),
    ]),
    order: sortKeys(eb, keys, orderFields),
  };
}
