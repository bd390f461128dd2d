import type { Handlers } from '#shared/api/rpc.ts';
import type { CoreContext } from './context.ts';

export function viewHandlers({ store }: CoreContext): Pick<Handlers, 'views'> {
  return {
    views: {
      list: ({ page }) => store.views.list(page),
      save: (view) => store.views.save(view),
      rename: ({ view, name }) => store.views.rename(view, name),
      delete: async ({ view }) => ({ deleted: await store.views.delete(view) }),
    },
  };
}
