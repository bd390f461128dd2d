import type { Handlers } from '#shared/api/rpc.ts';
import type { Run } from '#shared/domain/run.ts';
import type { CoreContext } from './context.ts';
import { evaluateAgain } from './evaluate-again.ts';
import { evaluationHandlers } from './evaluations.ts';
import { lensSource } from './model-source.ts';
import { runDetailHandlers } from './run-detail.ts';
import { readRunLog } from './read-run-log.ts';
import type { RunLifecycle } from './run-lifecycle.ts';

export function runHandlers(context: CoreContext, lifecycle: RunLifecycle): Pick<Handlers, 'runs'> {
  const { store, analysis } = context;

  async function setDeleted(ref: string, deleted: boolean): Promise<Run> {
    const run = await store.runs.find(ref);
    await store.runs.setDeleted(run.id, deleted);
    return lifecycle.announce(run.id);
  }

  return {
    runs: {
      evaluate: (request) => evaluateAgain(context, lifecycle, request),
      start: async (request) => ({ runs: await lifecycle.start(request) }),
      async list(query) {
        const { runs, total } = await store.runs.list(query);
        return { runs: runs.map(lifecycle.withProgress), total };
      },
      grouped: (query) => store.runs.grouped(query),
      columns: (query) => store.runs.columns(query),
      async importance({ kind: about, filter, metric }) {
        const { columns, total } = await store.runs.columns({ kind: about, filter, deleted: false });
        const params = columns.filter(({ kind }) => kind === 'param').map(({ id }) => id);
        const asked = { kind: about, filter, deleted: false, order_by: 'number', limit: Math.max(1, total), offset: 0 };
        const { runs } = await store.runs.list({ ...asked, columns: [...params, `metrics.${metric}`] });
        return analysis.importance({ metric, runs });
      },
      show: async ({ run }) => lifecycle.withProgress(await store.runs.find(run)),
      cancel: ({ run }) => lifecycle.cancel(run),
      async update({ run, name, note, tags }) {
        const { id } = await store.runs.find(run);
        await store.runs.update(id, {
          ...(name !== undefined && { name }),
          ...(note !== undefined && { note }),
          ...(tags && { tags }),
        });
        return lifecycle.announce(id);
      },
      delete: ({ run }) => setDeleted(run, true),
      restore: ({ run }) => setDeleted(run, false),
      history: async ({ run, metric }) => store.runs.history((await store.runs.find(run)).id, metric),
      artifacts: async ({ run }) => store.runs.artifacts((await store.runs.find(run)).id),
      ...evaluationHandlers(context),
      ...runDetailHandlers(context),
      log: ({ run }) => readRunLog(context, lifecycle, run),
      async recommend({ run: ref, user, limit, explain }) {
        const run = await store.runs.find(ref);
        const source = await lensSource(context, run);
        return analysis.recommend(source, { user, limit, explain });
      },
    },
  };
}
