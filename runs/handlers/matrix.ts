import type { Handlers } from '#shared/api/rpc.ts';
import type { CoreContext } from './context.ts';
import { dataOf } from './run-data.ts';

/** The data behind a run's matrices; runs that agree in data and split share one view. */
export async function matrixSource({ store, paths }: CoreContext, ref: string) {
  const run = await store.runs.find(ref);
  const dataset = await store.datasets.find(run.dataset.id);
  return { key: `${dataset.fingerprint}/${run.split.fingerprint}`, ...dataOf(run, dataset, paths.datasets) };
}

export function matrixHandlers(context: CoreContext): Handlers['matrix'] {
  const { views } = context;
  return {
    info: async ({ run, ...query }) => views.info(await matrixSource(context, run), query),
    axes: async ({ run, ...query }) => views.axes(await matrixSource(context, run), query),
    cancelWindow: ({ id }) => ({ cancelled: views.cancelWindow(id) }),
    find: async ({ run, ...query }) => views.find(await matrixSource(context, run), query),
    members: async ({ run, ...query }) => views.members(await matrixSource(context, run), query),
    pair: async ({ run, ...query }) => views.pair(await matrixSource(context, run), query),
    tree: async ({ run, ...query }) => views.tree(await matrixSource(context, run), query),
    similarity: async ({ run, ...query }) => views.similarity(await matrixSource(context, run), query),
  };
}
