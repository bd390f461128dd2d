import { z } from 'zod';

/** How far the creation of a version is. */
export const DatasetProgress = z.object({
  name: z.string(),
  stage: z.string(),
  done: z.number(),
  total: z.number(),
  /** More than the numbers say: `1,234,567 rows, 512,000 rows/s, about 12 s left`. */
  note: z.string().optional(),
});
export type DatasetProgress = z.infer<typeof DatasetProgress>;
