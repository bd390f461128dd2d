import { z } from 'zod';
import { SavedView, ViewPage } from '#shared/domain/saved-view.ts';
import { Ref, call } from './call.ts';

/** Views of pages that the reader keeps under a name, in this data folder. */
export const views = {
  list: call(z.strictObject({ page: ViewPage }), z.array(SavedView)),
  /** A view of the same page and name is replaced. */
  save: call(SavedView.pick({ page: true, name: true, search: true }).strict(), SavedView),
  /** The same view under a name that no other view of its page has. */
  rename: call(z.strictObject({ view: Ref, name: SavedView.shape.name }), SavedView),
  delete: call(z.strictObject({ view: Ref }), z.object({ deleted: SavedView })),
};
