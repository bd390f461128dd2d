import { z } from 'zod';

/** The form of a source or an algorithm: a JSON Schema made from its zod config. */
export const ConfigForm = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  schema: z.record(z.string(), z.unknown()),
});
export type ConfigForm = z.infer<typeof ConfigForm>;
