import type { Handlers } from '#shared/api/rpc.ts';
import type { Sweeps } from './create-sweeps.ts';

export const sweepHandlers = (sweeps: Sweeps): Handlers['sweeps'] => ({
  plan: (request) => sweeps.plan(request),
  start: (request) => sweeps.start(request),
  list: ({ kind }) => sweeps.list(kind),
  show: ({ sweep }) => sweeps.show(sweep),
  cancel: ({ sweep }) => sweeps.cancel(sweep),
  resume: ({ sweep }) => sweeps.resume(sweep),
});
