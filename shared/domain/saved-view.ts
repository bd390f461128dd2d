import { z } from 'zod';
import { Id, Name } from './id.ts';

/** Pages whose state can be kept under a name; those of query performance are pages of their own. */
export const ViewPage = z.enum([
  'runs',
  'runs_queries',
  'compare',
  'compare_queries',
  'users',
  'train',
  'train_queries',
]);

/** What a page's address says behind its `?`, kept under a name in the data folder. */
export const SavedView = z.object({
  id: Id,
  page: ViewPage,
  name: Name,
  /** `filter=…&cols=…`, as the page writes it. */
  search: z.string().max(20_000),
  created_at: z.number().describe('Milliseconds since 1970'),
});

export type ViewPage = z.infer<typeof ViewPage>;
export type SavedView = z.infer<typeof SavedView>;
