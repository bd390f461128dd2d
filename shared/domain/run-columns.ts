import { z } from 'zod';

/** One thing that runs can have a value of, over all runs that a search finds: what a column of a table shows. */
export const RunColumn = z.object({
  /** As the search language names it: `params.n_neighbors`, `metrics.ndcg@10`, `tags.stage`, `seed`. */
  id: z.string(),
  kind: z.enum(['fact', 'param', 'metric', 'tag']),
  /** Runs that have it. Zero and not-a-number are values; a param that is none is one too. */
  n: z.int(),
  /** Whether the runs differ in it; that some lack it is a difference. */
  differs: z.boolean(),
  /** Whether those that have it differ among themselves. */
  varies: z.boolean(),
  /**
   * Of the runs that have a param or a metric, those whose value is not the first's, or is, whichever are fewer: great where runs were
   * made to differ in it, one where a single run is the odd one. 0 for facts and tags, which are not counted.
   */
  minority: z.int(),
  /** Least and greatest number; null where some value is a text, and where no value is a number. */
  range: z.tuple([z.number(), z.number()]).nullable(),
});

export type RunColumn = z.infer<typeof RunColumn>;

/** `params.` or `metrics.` and a name, in two parts; null for anything else. */
export function loggedColumn(id: string): { kind: 'params' | 'metrics'; name: string } | null {
  const [, kind, name] = /^(params|metrics)\.(.+)$/su.exec(id) ?? [];
  if (name === undefined) return null;
  return { kind: kind === 'params' ? 'params' : 'metrics', name };
}
