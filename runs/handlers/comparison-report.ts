import { KindredError } from '#shared/api/errors.ts';
import { maxWindowCells } from '#shared/domain/matrix.ts';
import type { Comparison, ManyComparison } from '#shared/domain/comparison.ts';
import { comparisonReport } from '#runs/training/comparison-report/comparison-report.ts';
import type { ReportData, ReportLists, ReportQueries } from '#runs/training/comparison-report/report-data.ts';
import { queryChanges } from '#runs/training/query-changes.ts';
import type { CoreContext } from './context.ts';
import { lensSource } from './model-source.ts';
import { queryReportOf } from './query-models.ts';

type Compare = {
  compare(query: { a: string; b: string }): Promise<Comparison>;
  compareMany(query: { runs: string[]; baseline: string }): Promise<ManyComparison>;
};

/** Gathers what a report prints: each run against the first one. */
export async function makeReport(
  context: CoreContext,
  { compare, compareMany }: Compare,
  { runs: refs, k }: { runs: string[]; k: number },
): Promise<{ name: string; html: string }> {
  const found = await Promise.all(refs.map((ref) => context.store.runs.find(ref)));
  const [first, ...others] = found.map(({ id }) => id) as [string, ...string[]];
  const many = await compareMany({ runs: [first, ...others], baseline: first });
  const pairs: ReportData['pairs'] = [];
  for (const [place, other] of others.entries()) {
    const letter = String.fromCharCode(66 + place);
    const comparison = await compare({ a: first, b: other });
    pairs.push(
      comparison.a.kind === 'query_performance'
        ? { letter, comparison, queries: await queriesOf(context, comparison) }
        : { letter, comparison, lists: await listsOf(context, first, other, k) },
    );
  }
  const { clock, config } = context;
  const html = comparisonReport({ many, pairs, k, version: config.version, at: Math.round(clock.now()) });
  return { name: `kindred-comparison-${found.map(({ number }) => number).join('-')}.html`, html };
}

/** Runs that were tested on other queries are not put side by side; the report says so. */
async function queriesOf(context: CoreContext, { a, b }: Comparison): Promise<ReportQueries> {
  return orReason(async () => {
    const [ofA, ofB] = await Promise.all([queryReportOf(context, a), queryReportOf(context, b)]);
    return { a: ofA, b: ofB, changes: queryChanges(ofA, ofB) };
  });
}

/** Runs on other data, or without a model, have no lists to put side by side; the report says so. */
async function listsOf(context: CoreContext, a: string, b: string, k: number): Promise<ReportLists> {
  const { analysis, store } = context;
  return orReason(async () => {
    const [ofA, ofB] = await Promise.all([a, b].map(async (run) => lensSource(context, await store.runs.find(run))));
    const lists = await analysis.lists(ofA!, ofB!, { ask: 'compare', k });
    const info = await analysis.lists(ofA!, ofB!, { ask: 'info', k, source: 'lists' });
    const order = info.orders.includes('group') ? 'group' : 'cluster';
    const all = { r0: 0, r1: info.users, c0: 0, c1: info.users, h: maxWindowCells, w: maxWindowCells };
    const request = (side: 'a' | 'b' | 'difference') => ({ ...all, order, k, side, source: 'lists' }) as const;
    const [windowA, windowB, difference] = await Promise.all(
      (['a', 'b', 'difference'] as const).map((side) =>
        analysis.lists(ofA!, ofB!, { ask: 'window', request: request(side) }),
      ),
    );
    return { lists, info, windows: { a: windowA!, b: windowB!, difference: difference! } };
  });
}

/** What cannot be put side by side is a sentence of the report, not the end of it. */
async function orReason<T>(ask: () => Promise<T>): Promise<T | { reason: string }> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof KindredError && error.code === 'conflict') return { reason: error.message };
    throw error;
  }
}
