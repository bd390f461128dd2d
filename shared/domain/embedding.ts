import { z } from 'zod';

/** Users in the plane of greatest variance, by principal components; of a second run too where one is named. */
export const Embedding = z.object({
  /** What the users are vectors of, in words. */
  vectors: z.string(),
  /** Share of the variance that each of the two axes has. */
  variance: z.tuple([z.number(), z.number()]),
  groups: z.object({ names: z.array(z.string()), letters: z.array(z.string()) }).nullable(),
  points: z.array(z.object({ user: z.string(), group: z.int().nullable(), x: z.number(), y: z.number() })),
  /** Users who have no vector: without history. */
  left_out: z.int(),
  sampled: z.string().nullable(),
  /** The run that this one was turned, mirrored and scaled to (Procrustes); null where none is named. */
  aligned_to: z
    .object({
      run: z.string(),
      /** Users that both have. */
      users: z.int(),
      /** Part of the spread of the other run's users that the alignment leaves unexplained, 0 to 1. */
      disparity: z.number(),
      vectors: z.string(),
      points: z.array(z.object({ user: z.string(), group: z.int().nullable(), x: z.number(), y: z.number() })),
    })
    .nullable(),
});

export type Embedding = z.infer<typeof Embedding>;
