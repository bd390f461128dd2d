import { z } from 'zod';

/** Fewer comparable runs say nothing about parameters. */
export const fewestRuns = 30;

/** How much a metric depends on each parameter, over runs that were measured alike. */
export const Importance = z.object({
  metric: z.string(),
  /** Runs that the search finds, and those of them that were looked at. */
  found: z.int(),
  used: z.int(),
  /** Comparable runs before a sample was taken of them. */
  comparable: z.int(),
  /** Why runs were left out. */
  left_out: z.object({ unfinished: z.int(), without_value: z.int(), measured_otherwise: z.int() }),
  /** What they were all measured on; null where there is no run. */
  measured_on: z.string().nullable(),
  /** Parameters with one value in all of them. */
  constant: z.array(z.string()),
  /** Why there is no answer; null where there is one. */
  refusal: z.string().nullable(),
  /** Share of the metric's variance that the parameters explain on runs that were held out, at most 1; below 0 it is worse than the mean. */
  explained: z.number().nullable(),
  /** The most important first. */
  params: z.array(
    z.object({
      param: z.string(),
      values: z.int(),
      /** By how much the squared error on held-out runs grows when the parameter is shuffled, as a share of the metric's variance. */
      importance: z.number(),
      /** From the 2.5th to the 97.5th percentile over bootstrap samples of the runs. */
      interval: z.tuple([z.number(), z.number()]),
    }),
  ),
});

export type Importance = z.infer<typeof Importance>;
