import { z } from 'zod';

/** Fields of requests. A message stands behind the field's name, and what was got behind the message. */

/** Longest id in a body, in UTF-16 units; in an address `maxPathId`. */
export const maxId = 128;
export const maxPathId = 256;

/** A user or post id: any text that a database key may be. What looks like code, paths or markup is an id like any other. */
export const id = (longest = maxId) =>
  z
    .string({ error: `must be text of 1 to ${longest} characters` })
    .min(1, { error: `must be text of 1 to ${longest} characters` })
    .max(longest, { error: `must be text of 1 to ${longest} characters` })
    .refine((text) => !text.includes('\0'), { error: 'must not contain the character NUL' })
    .refine((text) => text.isWellFormed(), { error: 'must be valid Unicode, without half of a surrogate pair' });

export function whole(min: number, max: number) {
  const error = `must be an integer from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}

/** A whole number in a query string: decimal digits and nothing else. `json` is what the documentation says of it. */
export function digits(min: number, max: number, usual: number) {
  const error = `must be an integer from ${min} to ${max}`;
  return z
    .string({ error })
    .regex(/^\d{1,9}$/, { error })
    .transform(Number)
    .pipe(z.int({ error }).min(min, { error }).max(max, { error }))
    .default(usual)
    .meta({ json: { type: 'integer', minimum: min, maximum: max, default: usual } });
}

export function listOf<T extends z.ZodType>(item: T, what: string, min: number, max: number) {
  const error = min === 0 ? `must be a list of at most ${max} ${what}` : `must be a list of ${min} to ${max} ${what}`;
  return z.array(item, { error }).min(min, { error }).max(max, { error });
}

export const flag = () => z.boolean({ error: 'must be true or false' });

export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `must be one of ${values.join(', ')}` });
