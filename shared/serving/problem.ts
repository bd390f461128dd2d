import { z } from 'zod';

/** Every answer that is no success, in the manner of RFC 9457. */
export const Problem = z.object({
  statusCode: z.int(),
  code: z.string().describe('For programs: INVALID_INPUT, RATE_LIMITED …'),
  error: z.string().describe("HTTP's name of the status"),
  message: z.string().describe('For people: what is wrong and the way out'),
  details: z.array(z.object({ field: z.string(), message: z.string() })),
  request_id: z.string(),
});

export type Problem = z.infer<typeof Problem>;
