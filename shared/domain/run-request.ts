import { z } from 'zod';

/** What is asked of a run of any kind: how often it is repeated, and what is kept beside it. */
export const runRequest = {
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(42),
  seeds: z.int().min(1).max(100).default(1).describe('Runs with seed, seed + 1, …'),
  tags: z.record(z.string().max(100), z.string().max(5000)).default({}),
  note: z.string().max(20_000).default(''),
};
