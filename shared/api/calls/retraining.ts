import { z } from 'zod';
import { ModelName } from '#shared/domain/model-version.ts';
import { RetrainPlan, RetrainSettings, Retraining } from '#shared/domain/retraining.ts';
import { call, nothing } from './call.ts';

/** Models that are trained again on newer data, by schedule or by hand. */
export const retraining = {
  plans: call(nothing, z.array(RetrainPlan)),
  /** The one plan of a model; hosts that stay follow it. */
  save: call(RetrainSettings.extend({ model: ModelName }), RetrainPlan),
  remove: call(z.strictObject({ model: ModelName }), z.object({ removed: ModelName })),
  /** Begins at once; how it goes and ends is told by events. Skipped while one of the model is under way. */
  run: call(z.strictObject({ model: ModelName }), Retraining),
  /** The newest first. */
  history: call(z.strictObject({ model: ModelName, limit: z.int().min(1).max(1000).default(50) }), z.array(Retraining)),
};
