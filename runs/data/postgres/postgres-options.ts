import { z } from 'zod';

const column = (what: string) => z.coerce.string().max(1000).optional().describe(what);

/** `--set` of `postgres:`, and the form in the interface. */
export const PostgresOptions = z.strictObject({
  preset: z
    .enum(['auto', 'feed', 'media', 'none'])
    .default('auto')
    .describe(
      'Schema to read: feed (user_interaction), media (interaction, with catalogue and users in databases of their own), none; found out unless a table or statement is named',
    ),
  schema: column(
    'Schema of the table, exactly as written in the database; with a statement, where names without a schema are looked for',
  ),
  table: column('Table, view or partition to read, exactly as written in the database'),
  sql: z
    .string()
    .max(100_000)
    .optional()
    .describe('One SELECT statement to read instead of a table; its columns are mapped in the same way'),
  user: column('Column of the user'),
  item: column('Column of the item'),
  type: column('Column of the interaction type (view, like, …); empty for none'),
  weight: column('Column of the rating or weight; empty for none'),
  time: column(
    'Column of the time: a timestamp, a date, or seconds, milliseconds or microseconds since 1970; empty for none',
  ),
  watermark: column(
    'Column that grows with every row, such as the time or a serial id, by which newer rows are told; the time unless said',
  ),
  since: column('Only rows whose watermark is greater than this'),
  until: column(
    'Only rows whose watermark is not greater than this; written by Kindred, so that the recipe reads the same rows again',
  ),
  catalog: column(
    'media: connection or address of the catalogue; the database catalog_db of the same server unless said, none for no catalogue',
  ),
  user_db: column(
    'media: connection or address of the users’ genres; the database user_db of the same server unless said, none for none',
  ),
  attributes: z
    .stringbool()
    .or(z.boolean())
    .default(true)
    .describe('Take names, titles, genres and dates of users and items along'),
  timeout: z.coerce
    .number()
    .min(1)
    .max(86_400)
    .default(3600)
    .describe('Longest time for one statement at the server, in seconds'),
});

export type PostgresOptions = z.infer<typeof PostgresOptions>;
