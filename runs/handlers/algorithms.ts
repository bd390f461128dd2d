import { z } from 'zod';
import type { Handlers } from '#shared/api/rpc.ts';
import { algorithms } from '#runs/models/algorithms.ts';
import type { CoreContext } from './context.ts';
import { correctionFor } from './measured-estimate.ts';
import type { RunLifecycle } from './run-lifecycle.ts';

export function algorithmHandlers(
  context: CoreContext,
  lifecycle: RunLifecycle,
): Pick<Handlers, 'algorithms' | 'experiments'> {
  return {
    algorithms: {
      list: () =>
        algorithms.map(({ name, title, description, config }) => ({
          name,
          title,
          description,
          schema: z.toJSONSchema(config, { io: 'input' }),
        })),
      async estimate(request) {
        const { estimate } = await lifecycle.plan(request);
        const { correct, runs } = await correctionFor(context, 'recommender', request.algorithm);
        return { ...correct(estimate), measured_runs: runs };
      },
    },
    experiments: { list: ({ kind }) => context.store.experiments.list(kind) },
  };
}
