import type { Handlers } from '#shared/api/rpc.ts';
import type { CoreContext } from './context.ts';

export function userGroupHandlers({ store }: CoreContext): Pick<Handlers, 'userGroups'> {
  return {
    userGroups: {
      list: async ({ dataset }) => store.userGroups.list((await store.datasets.find(dataset)).id),
      save: async ({ dataset, ...group }) =>
        store.userGroups.save({ ...group, dataset_id: (await store.datasets.find(dataset)).id }),
      delete: async ({ group }) => ({ deleted: await store.userGroups.delete(group) }),
    },
  };
}
