import { useCall } from '../../core/use-call.ts';
import { useCommand } from '../../core/use-command.ts';
import { notifyFailure } from '../../parts/notify.tsx';
import { watchedOf, watchedView } from './watched.ts';

export type WatchList = {
  /** In the order of their ids' names. */
  users: readonly string[];
  /** Puts a user on the list, or takes them off it. */
  toggle(user: string): void;
};

/** Users of a dataset that somebody wants to look at again, kept in the data folder. */
export function useWatchList(dataset: string | undefined): WatchList {
  const views = useCall('views.list', { page: 'users' }).data ?? [];
  const save = useCommand('views.save', ['views.']);
  const remove = useCommand('views.delete', ['views.']);
  const watched = views.flatMap((view) => {
    const of = watchedOf(view);
    return of && of.dataset === dataset ? [{ ...of, id: view.id }] : [];
  });
  return {
    users: watched.map(({ user }) => user),
    toggle(user) {
      if (dataset === undefined) return;
      const onError = (error: Error) => notifyFailure('The watch list was not changed', error);
      const known = watched.find((of) => of.user === user);
      if (known) remove.mutate({ view: known.id }, { onError });
      else save.mutate(watchedView({ user, dataset }), { onError });
    },
  };
}
