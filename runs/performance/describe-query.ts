import type { QueryPlan } from '#shared/domain/query-dataset.ts';
import { featuresOf } from '#shared/domain/query-features.ts';
import type { ConnectionTarget } from '#runs/data/postgres/target.ts';
import { explainSelect, plannerMemory, queryIdOf } from './postgres/explain.ts';
import { readOnly } from './postgres/read-only.ts';
import { featuresFrom, historyBefore, unknownHistory } from './postgres/sample-statements.ts';
import { concurrentLoad, findStatistics, hasStatements } from './postgres/statements.ts';

/**
 * Everything that is known of a statement before it is executed. It is explained in a READ ONLY transaction with a time limit, never with
 * ANALYZE; its history comes from pg_stat_statements where that is enabled.
 * @throws KindredError invalid_input where it is no single SELECT or cannot be planned
 */
export function describeQuery(target: ConnectionTarget, sql: string): Promise<QueryPlan> {
  return readOnly(target, async (session) => {
    const explanation = await explainSelect(session, sql, await plannerMemory(session));
    const counted = await hasStatements(session);
    const id = counted ? await queryIdOf(session, sql) : null;
    const history = id === null ? unknownHistory : historyBefore(await findStatistics(session, id));
    const load = await concurrentLoad(session);
    return {
      features: featuresOf(featuresFrom(explanation, { ...history, concurrent_load: load })),
      steps: explanation.steps,
      relations: explanation.relations,
      warnings:
        id === null
          ? ['Nothing is known of earlier calls: pg_stat_statements is not enabled, or compute_query_id is off.']
          : [],
    };
  });
}
