import { KindredError } from '#shared/api/errors.ts';
import type { Handlers } from '#shared/api/rpc.ts';
import type { Comparison, ManyComparison } from '#shared/domain/comparison.ts';
import { EvaluationReport } from '#shared/domain/evaluation-report.ts';
import type { Run } from '#shared/domain/run.ts';
import type { SlicedUsers } from '#runs/training/compare-tasks.ts';
import { userFactsFile } from '#runs/training/user-facts.ts';
import type { CoreContext } from './context.ts';
import { makeReport } from './comparison-report.ts';
import { fileOf, lensSource, perUserFile } from './model-source.ts';
import { requireOneKind } from './require-kind.ts';
import { dataOf } from './run-data.ts';

type PairQuery = { a: string; b: string; metrics?: string[] | undefined; slices_of?: string | null | undefined };
type ManyQuery = { runs: string[]; baseline?: string | undefined; metrics?: string[] | undefined };

/** Questions about what runs measured: alone, against one another and for parts of the users. */
export function evaluationHandlers(
  context: CoreContext,
): Pick<Handlers['runs'], 'evaluation' | 'compare' | 'compareMany' | 'report' | 'agreement' | 'slices'> {
  const { store, analysis, artifacts, paths } = context;
  const artifactsRoot = paths.artifacts;
  const withFile = async (run: Run) => ({ run, perUser: await perUserFile(context, run) });

  async function slicedUsers(run: Run): Promise<SlicedUsers> {
    const { groups } = await store.datasets.find(run.dataset.id);
    return { userFacts: await fileOf(context, run, userFactsFile), groups };
  }

  async function compare({ a, b, metrics, slices_of: metric = null }: PairQuery): Promise<Comparison> {
    const [runA, runB] = await Promise.all([store.runs.find(a), store.runs.find(b)]);
    if (runA.id === runB.id)
      throw new KindredError('invalid_input', 'A run can only be compared with another run. Choose two.');
    const kind = requireOneKind([runA, runB]);
    const slices = kind === 'recommender' ? { ...(await slicedUsers(runA)), metric } : undefined;
    const pair = { artifactsRoot, a: await withFile(runA), b: await withFile(runB), metrics };
    return analysis.compare({ ...pair, ...(slices && { slices }) });
  }

  async function compareMany({ runs: refs, baseline, metrics }: ManyQuery): Promise<ManyComparison> {
    const runs = await Promise.all(refs.map((ref) => store.runs.find(ref)));
    const twice = runs.find((run, index) => runs.findIndex(({ id }) => id === run.id) < index);
    if (twice) throw new KindredError('invalid_input', `Run ${twice.number} is named twice. Name each run once.`);
    requireOneKind(runs);
    const files = await Promise.all(runs.map(withFile));
    return analysis.compareMany({ artifactsRoot, runs: files, baseline: await baselineIn(runs, baseline), metrics });
  }

  return {
    async evaluation({ run: ref }) {
      const sha256 = await fileOf(context, await store.runs.find(ref), 'evaluation.json');
      if (!sha256) return null;
      const report: unknown = JSON.parse(new TextDecoder().decode(await artifacts.read(sha256)));
      // Reports of older versions say less; the metrics are with the run.
      return EvaluationReport.safeParse(report).data ?? null;
    },
    compare,
    compareMany,
    report: (query) => makeReport(context, { compare, compareMany }, query),
    async agreement({ a, b, k }) {
      const [runA, runB] = await Promise.all([store.runs.find(a), store.runs.find(b)]);
      return analysis.agreement({ a: await lensSource(context, runA), b: await lensSource(context, runB), k });
    },
    async slices({ run: ref, metric, users }) {
      const run = await store.runs.find(ref);
      const dataset = await store.datasets.find(run.dataset.id);
      return analysis.slices({
        artifactsRoot,
        ...(await withFile(run)),
        ...(await slicedUsers(run)),
        metric,
        snapshotFolder: dataOf(run, dataset, paths.datasets).snapshotFolder,
        saved: await store.userGroups.list(dataset.id),
        chosen: users ?? null,
      });
    },
  };

  async function baselineIn(runs: readonly Run[], ref: string | undefined): Promise<number | null> {
    if (ref === undefined) return null;
    const { id, number } = await store.runs.find(ref);
    const index = runs.findIndex((run) => run.id === id);
    if (index >= 0) return index;
    throw new KindredError('invalid_input', `The baseline, run ${number}, is not among the runs. Add it to them.`);
  }
}
