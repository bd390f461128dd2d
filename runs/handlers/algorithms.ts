import { z } from 'zod';
import type { Handlers } from '#shared/api/rpc.ts';
import { algorithms } from '#runs/models/algorithms.ts';
import type { CoreContext } from './context.ts';
import type { RunLifecycle } from './run-lifecycle.ts';

export function algorithmHandlers(
  { store }: CoreContext,
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
      estimate: async (request) => (await lifecycle.plan(request)).estimate,
    },
    experiments: { list: () => store.experiments.list() },
  };
}
