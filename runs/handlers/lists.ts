import type { Handlers } from '#shared/api/rpc.ts';
import type { DifferenceRequest } from '#shared/domain/list-comparison.ts';
import type { LensSource } from '#runs/training/lens/lens.ts';
import type { CoreContext } from './context.ts';
import { lensSource } from './model-source.ts';

export function listHandlers(context: CoreContext): Handlers['lists'] {
  const { analysis } = context;
  return {
    compare: async ({ a, b, k }) => analysis.lists(...(await both(context, a, b)), { ask: 'compare', k }),
    sample: async ({ a, b, ...query }) => analysis.lists(...(await both(context, a, b)), { ask: 'sample', ...query }),
    difference: async ({ a, b, ...query }) => analysis.lists(...(await both(context, a, b)), { ask: 'info', ...query }),
    differenceAxes: async ({ a, b, ...request }) =>
      analysis.lists(...(await both(context, a, b)), { ask: 'axes', request }),
  };
}

/** The numbers of a window; they travel as bytes. */
export async function differenceWindow(context: CoreContext, { a, b, ...request }: DifferenceRequest) {
  return context.analysis.lists(...(await both(context, a, b)), { ask: 'window', request });
}

async function both(context: CoreContext, a: string, b: string): Promise<[LensSource, LensSource]> {
  const of = async (ref: string) => lensSource(context, await context.store.runs.find(ref));
  return Promise.all([of(a), of(b)]);
}
