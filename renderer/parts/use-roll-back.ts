import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask } from '../core/calls.ts';
import { useKindred } from '../core/kindred.tsx';
import { followRegistry } from './follow-registry.ts';
import { notifyDone, notifyFailure } from './notify.tsx';

/** Makes live what was live before, in the registry and in the running API. */
export function useRollBack() {
  const { client } = useKindred();
  const cache = useQueryClient();
  return useMutation({
    mutationKey: ['models.rollback'],
    mutationFn: async (model: string) => {
      const version = await ask(client, 'models.rollback', { model });
      await followRegistry(client, version, false);
      return version;
    },
    onSuccess: ({ model, version }) =>
      notifyDone(`${model} v${version} is live again`, 'The history has both decisions.'),
    onError: (error) => notifyFailure('Not rolled back', error),
    onSettled: () =>
      cache.invalidateQueries({ predicate: ({ queryKey: [call] }) => /^(models|serving)\./.test(String(call)) }),
  });
}
