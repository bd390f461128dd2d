import { z } from 'zod';
import { Id, Name } from './id.ts';

/** What the holder of a key may do: ask, report what happened, change what is served, read the metrics, train and activate models of query performance. */
export const scopes = ['read', 'feedback', 'admin', 'metrics', 'train'] as const;
export const Scope = z.enum(scopes);

/** A key of the serving API. Its secret is shown once, when it is made; only a hash of it is kept. */
export const ApiKey = z.object({
  id: Id,
  name: Name,
  scopes: z.array(Scope),
  created_at: z.number().describe('Milliseconds since 1970'),
  expires_at: z.number().nullable(),
  last_used_at: z.number().nullable(),
});

export const NewApiKey = z.strictObject({
  name: Name,
  scopes: z.array(Scope).min(1).default(['read', 'feedback']),
  expires_in_days: z.int().min(1).max(3650).optional(),
});

export type Scope = z.infer<typeof Scope>;
export type ApiKey = z.infer<typeof ApiKey>;
export type NewApiKey = z.input<typeof NewApiKey>;
