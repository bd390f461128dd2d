import { z } from 'zod';

/** Which stage of the chain gave an answer; the first that has one does. */
export const sources = ['model', 'precomputed', 'popular', 'trending', 'random'] as const;
export const Source = z.enum(sources);
export type Source = z.infer<typeof Source>;
