import { z } from 'zod';
import { ConfigForm } from '#shared/domain/config-form.ts';
import { Estimate } from '#shared/domain/estimate.ts';
import { TrainRequest } from '#shared/domain/run.ts';
import { call, nothing } from './call.ts';

export const algorithms = {
  list: call(nothing, z.array(ConfigForm)),
  estimate: call(TrainRequest, Estimate),
};
