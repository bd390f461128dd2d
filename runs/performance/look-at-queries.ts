import type { QuerySourceReport } from '#shared/domain/query-dataset.ts';
import type { ConnectionTarget } from '#runs/data/postgres/target.ts';
import { readOnly } from './postgres/read-only.ts';
import { statementReport } from './postgres/statements.ts';

/** What is asked of a database about its queries. */
export { describeQuery } from './describe-query.ts';
export { createSamples } from './create-samples.ts';

/** Whether pg_stat_statements can be sampled, or exactly how to enable it. */
export const checkStatements = (target: ConnectionTarget): Promise<QuerySourceReport> =>
  readOnly(target, statementReport);
