import type { QueryOptions } from '#shared/domain/query-dataset.ts';
import { featureNames, type FeatureName } from '#shared/domain/query-features.ts';
import type { SampleRow } from '../samples.ts';
import type { Sampled, SamplingContext } from '../sampling.ts';
import { plannerMemory, type Explanation } from './explain.ts';
import { createPlanCache } from './plan-cache.ts';
import { readOnly } from './read-only.ts';
import { concurrentLoad, readStatements, requireStatements, type Statement } from './statements.ts';

/** The statistics at one moment. */
type Look = { at: number; load: number; statements: Map<string, Statement> };

/** What was counted between two looks. */
type Interval = { calls: number; total: number };

/** Schemas of Postgres itself: who only looks at those looks at the server and not at data. */
const ownSchemas = new Set(['pg_catalog', 'information_schema']);

/**
 * Samples pg_stat_statements over time: every query that was called between two looks gives a sample of its mean execution time there, with
 * what was known of it when the interval began. Statements are explained, never run.
 * @throws KindredError conflict with the way to enable the extension where it is absent
 */
export async function sampleStatements(options: QueryOptions, context: SamplingContext): Promise<Sampled> {
  const { looks, every, min_calls, limit } = options;
  const rows: SampleRow[] = [];
  const planOf = createPlanCache();
  const single = looks === 1;
  let before: Look | null = single ? nothingYet(context) : null;
  let earlier = new Map<string, Interval>();

  for (let look = 1; look <= looks; look++) {
    if (look > 1) await context.wait(every * 1000);
    context.onProgress('Looking at pg_stat_statements', look, looks, `${rows.length} samples so far`);
    await readOnly(
      context.target,
      async (session) => {
        const { warnings } = await requireStatements(session);
        if (look === 1) warnings.forEach((warning) => context.onWarning(warning));
        const now: Look = {
          at: context.now(),
          load: await concurrentLoad(session),
          statements: new Map((await readStatements(session, limit)).map((statement) => [statement.id, statement])),
        };
        if (before) {
          const memory = await plannerMemory(session);
          const since = before;
          const intervals = intervalsBetween(since, now);
          for (const [id, interval] of intervals) {
            if (interval.calls < min_calls) continue;
            const statement = now.statements.get(id)!;
            const planned = await planOf(session, memory, statement.query);
            if ('problem' in planned) {
              context.drops.add(
                { reason: 'cannot be planned', check: 'excluded' },
                `${planned.problem} ${statement.query.replaceAll(/\s+/g, ' ')}`,
              );
            } else if (planned.explanation.schemas.every((schema) => ownSchemas.has(schema))) {
              context.drops.add({ reason: 'reads no table of this database', check: 'excluded' });
            } else {
              const history = historyBefore(since.statements.get(id), earlier.get(id));
              rows.push({
                id,
                query: statement.query,
                features: featuresFrom(planned.explanation, { ...history, concurrent_load: since.load }),
                time: interval.total / interval.calls,
                calls: interval.calls,
                at: now.at,
              });
            }
          }
          earlier = intervals;
        }
        before = now;
      },
      context.signal,
    );
  }
  return { rows, options: { from: 'pg_stat_statements', looks, every, min_calls, limit } };
}

/** With one look, everything that was counted so far is one interval, before which nothing is known. */
const nothingYet = ({ now }: SamplingContext): Look => ({ at: now(), load: 0, statements: new Map() });

/** What was counted between two looks, by query; statistics that were reset in between begin anew. */
export function intervalsBetween(
  before: Pick<Look, 'statements'>,
  now: Pick<Look, 'statements'>,
): Map<string, Interval> {
  const found = new Map<string, Interval>();
  for (const [id, { calls, total }] of now.statements) {
    const earlier = before.statements.get(id);
    const isReset = earlier !== undefined && earlier.calls > calls;
    const known = isReset || !earlier ? { calls: 0, total: 0 } : earlier;
    const interval = { calls: calls - known.calls, total: total - known.total };
    if (interval.calls > 0 && interval.total >= 0) found.set(id, interval);
  }
  return found;
}

export const unknownHistory = { cache_hit_ratio: NaN, calls_history: NaN, recent_mean_ms: NaN };

/** The features that come from history. @param interval what was counted between the two looks before, where anything was */
export function historyBefore(statement: Statement | null | undefined, interval?: Interval): typeof unknownHistory {
  if (!statement || statement.calls === 0) return { ...unknownHistory, calls_history: 0 };
  const { calls, total, hit, read } = statement;
  const recent = interval && interval.calls > 0 ? interval : { calls, total };
  return {
    cache_hit_ratio: hit + read > 0 ? hit / (hit + read) : NaN,
    calls_history: calls,
    recent_mean_ms: recent.total / recent.calls,
  };
}

/** All twelve features in their order; NaN for what neither the plan nor `others` says. */
export function featuresFrom(
  explanation: Pick<Explanation, 'features'> | null,
  others: Partial<Record<FeatureName, number>>,
): number[] {
  const known: Partial<Record<FeatureName, number>> = { ...explanation?.features, ...others };
  return featureNames.map((name) => known[name] ?? NaN);
}
