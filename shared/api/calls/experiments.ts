import { z } from 'zod';
import { Experiment } from '#shared/domain/run.ts';
import { call, ofKind } from './call.ts';

export const experiments = {
  list: call(ofKind, z.array(Experiment)),
};
