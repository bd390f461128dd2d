import { z } from 'zod';
import { Sweep, SweepPlan, SweepRequest } from '#shared/domain/sweep.ts';
import { Ref, call, ofKind } from './call.ts';

export const sweeps = {
  /** What a sweep would do, with its cost; nothing is started. */
  plan: call(SweepRequest, SweepPlan),
  /** Starts a sweep; its runs carry its id as the tag `sweep`. */
  start: call(SweepRequest, Sweep),
  /** The newest first. */
  list: call(ofKind, z.array(Sweep)),
  show: call(z.strictObject({ sweep: Ref }), Sweep),
  /** Ends it and all of its runs; those that have finished are kept. */
  cancel: call(z.strictObject({ sweep: Ref }), Sweep),
  /** Goes on with a sweep that was cancelled, interrupted or failed; what has finished is not trained again. */
  resume: call(z.strictObject({ sweep: Ref }), Sweep),
};
