import { KindredError } from '#shared/api/errors.ts';
import type { Handlers } from '#shared/api/rpc.ts';
import { mostMarkedRows } from '#shared/domain/cell-marks.ts';
import { EvaluationOptions } from '#shared/domain/evaluation.ts';
import type { Run } from '#shared/domain/run.ts';
import type { MeasuredRunSource } from '#runs/training/measured-run.ts';
import { userFactsFile } from '#runs/training/user-facts.ts';
import type { CoreContext } from './context.ts';
import { matrixSource } from './matrix.ts';
import { fileOf, modelSource, perUserFile } from './model-source.ts';
import { dataOf, measuredSplit } from './run-data.ts';

/** What the tabs of a run show beside its metrics. */
export function runDetailHandlers(
  context: CoreContext,
): Pick<Handlers['runs'], 'marks' | 'popularity' | 'embedding' | 'userMetrics'> {
  const { store, analysis, views, paths } = context;

  return {
    async marks({ run: ref, order, r0, r1, c0, c1, k }) {
      if (r1 - r0 > mostMarkedRows) {
        throw new KindredError(
          'too_large',
          `Lists are marked for at most ${mostMarkedRows} users at once, and these are ${r1 - r0}. Zoom in.`,
        );
      }
      const run = await store.runs.find(ref);
      const [source, matrix] = await Promise.all([measuredSource(context, run), matrixSource(context, ref)]);
      const of = { kind: 'user_item_matrix', order } as const;
      const [users, items] = await Promise.all([
        views.members(matrix, { ...of, side: 'rows', from: r0, to: r1 }),
        views.members(matrix, { ...of, side: 'cols', from: c0, to: c1 }),
      ]);
      const part = { r0, c0, users: users.map(({ id }) => id), items: items.map(({ id }) => id) };
      return analysis.detail('marks', { source, k, part });
    },

    async popularity({ run: ref, k }) {
      const run = await store.runs.find(ref);
      return analysis.detail('popularity', { source: await measuredSource(context, run), k });
    },

    async embedding({ run: ref, against }) {
      const [run, other] = [await store.runs.find(ref), against === undefined ? null : await store.runs.find(against)];
      const source = await modelSource(context, run);
      return analysis.detail('embedding', {
        source,
        against: other && other.id !== run.id ? await modelSource(context, other) : null,
      });
    },

    async userMetrics({ run: ref, ...page }) {
      const run = await store.runs.find(ref);
      const [dataset, perUser] = [await store.datasets.find(run.dataset.id), await perUserFile(context, run)];
      if (perUser === null) {
        throw new KindredError(
          'conflict',
          `Run ${run.number} kept no values for single users: it is ${run.status}. Choose a run that finished.`,
        );
      }
      const { snapshotFolder } = dataOf(run, dataset, paths.datasets);
      const userFacts = await fileOf(context, run, userFactsFile);
      const source = { snapshotFolder, artifactsRoot: paths.artifacts, perUser, userFacts, groups: dataset.groups };
      return analysis.detail('users', { source, page });
    },
  };
}

/** A finished run with what it was measured on. @throws KindredError conflict where it has no model */
async function measuredSource(context: CoreContext, run: Run): Promise<MeasuredRunSource> {
  const { unknown_items, unknown_users } = run.params;
  const evaluation = EvaluationOptions.parse({
    ...(unknown_items !== undefined && { unknown_items }),
    ...(unknown_users !== undefined && { unknown_users }),
  });
  return {
    ...(await modelSource(context, run)),
    number: run.number,
    measured: { split: measuredSplit(run), candidates: run.split.candidates, evaluation, ks: run.ks },
  };
}
