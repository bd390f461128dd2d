import { z } from 'zod';
import { call, nothing } from './call.ts';

export const system = {
  info: call(
    nothing,
    z.object({
      version: z.string(),
      home: z.string(),
      node: z.string(),
      schema_version: z.int(),
      memory_limit_bytes: z.number(),
      workers: z.int(),
    }),
  ),
  /** Integrity of the database, the artifacts and the datasets; names each thing that is wrong. */
  verify: call(
    nothing,
    z.object({
      ok: z.boolean(),
      checked: z.object({ runs: z.int(), artifacts: z.int(), datasets: z.int(), bundles: z.int() }),
      problems: z.array(z.string()),
    }),
  ),
  backup: call(
    z.strictObject({ to: z.string().optional() }).prefault({}),
    z.object({ path: z.string(), bytes: z.int() }),
  ),
};
