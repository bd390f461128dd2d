import { z } from 'zod';
import { Connection } from '#shared/domain/connection.ts';
import { Dataset } from '#shared/domain/dataset.ts';
import { call, nothing } from './call.ts';

export const demo = {
  /** Starts the Postgres that comes along, fills it with a feed, and reads that into a dataset. It ends with Kindred. */
  postgres: call(nothing, z.object({ connection: Connection, dataset: Dataset })),
};
