import { z } from 'zod';

/** How a file would be read, and its first rows: what a person maps columns by. */
export const FilePreview = z.object({
  /** `table` for a file whose name says nothing. */
  layout: z.enum(['table', 'recbole', 'movielens-100k', 'movielens-1m', 'movielens', 'leave-one-out']),
  /** Everything that would be read, in that order. */
  files: z.array(
    z.object({
      path: z.string(),
      role: z.enum(['events', 'held out', 'negatives', 'users', 'items']),
      /** Type of all its events, where the option `files` says it. */
      type: z.string().nullable(),
    }),
  ),
  /** Of the first file of events, as all that follows: the encoding that its text is read in; null where it is not text. */
  encoding: z.string().nullable(),
  columns: z.array(z.string()),
  /** The column that would be taken for each role; null for none. */
  mapping: z.object({
    user: z.string().nullable(),
    item: z.string().nullable(),
    type: z.string().nullable(),
    weight: z.string().nullable(),
    time: z.string().nullable(),
  }),
  /** Cells of the first rows; null where there is none. */
  rows: z.array(z.array(z.string().nullable())),
  /** Why it cannot be read like this yet, as a sentence; null where it can. */
  problem: z.string().nullable(),
  /** What `datasets.create` takes: the options as they are, with what was found out. */
  options: z.record(z.string(), z.json()),
});

export type FilePreview = z.infer<typeof FilePreview>;
