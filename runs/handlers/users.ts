import type { Handlers } from '#shared/api/rpc.ts';
import type { LensAnswers, LensQuery } from '#runs/training/lens/lens-tasks.ts';
import type { CoreContext } from './context.ts';
import { lensSource } from './model-source.ts';

/** Questions about single users; a thread of its own keeps the models and answers. */
export function userHandlers(context: CoreContext): Handlers['users'] {
  async function ask<A extends LensQuery['ask']>(
    ref: string,
    query: Extract<LensQuery, { ask: A }>,
  ): Promise<LensAnswers[A]> {
    const run = await context.store.runs.find(ref);
    return context.analysis.lens(await lensSource(context, run), query);
  }
  return {
    search: ({ run, ...query }) => ask(run, { ask: 'search', ...query }),
    items: ({ run, ...query }) => ask(run, { ask: 'items', ...query }),
    archetypes: ({ run }) => ask(run, { ask: 'archetypes' }),
    show: ({ run, user }) => ask(run, { ask: 'view', user }),
    list: ({ run, ...query }) => ask(run, { ask: 'list', ...query }),
    explain: ({ run, ...query }) => ask(run, { ask: 'explain', ...query }),
    neighbours: ({ run, ...query }) => ask(run, { ask: 'neighbours', ...query }),
    whatIf: ({ run, ...query }) => ask(run, { ask: 'whatIf', ...query }),
  };
}
