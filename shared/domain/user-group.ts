import { z } from 'zod';
import { Id, Name } from './id.ts';

/** Users of a dataset version that somebody put together; metrics are sliced by them as by the true groups. */
export const UserGroup = z.object({
  id: Id,
  dataset_id: Id,
  name: Name,
  users: z.array(z.string().min(1).max(1000)).min(1).max(20_000),
  /** Where they were chosen, in words. */
  origin: z.string().max(500),
  created_at: z.number(),
});

export type UserGroup = z.infer<typeof UserGroup>;
