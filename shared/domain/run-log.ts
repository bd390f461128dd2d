import { z } from 'zod';

/** What happened in a run, a line each; `is_live` while it still goes on. */
export const RunLog = z.object({ text: z.string(), is_live: z.boolean() });

export type RunLog = z.infer<typeof RunLog>;

/** The file of a run with its log. */
export const logFile = 'log.txt';
