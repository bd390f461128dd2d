import type { SavedView } from '#shared/domain/saved-view.ts';
import { parseSearch, stringifySearch, textOf } from '../../core/search-text.ts';

/** A user on the watch list: of a dataset by its name, so that they stay watched in its newer versions. */
export type Watched = { user: string; dataset: string };

/** Characters that a name has at most, and those that it cannot have. */
const longest = 100;
const refused = /[\p{Cc}/\\]/gu;

/** As the data folder keeps them: a view of the page Users. */
export function watchedView({ user, dataset }: Watched): Pick<SavedView, 'page' | 'name' | 'search'> {
  const whole = `${user} in ${dataset}`.replaceAll(refused, '·');
  const name = whole.length > longest ? `${whole.slice(0, 60)}…${whole.slice(-30)}` : whole;
  return { page: 'users', name, search: stringifySearch({ user, dataset }).replace(/^\?/, '') };
}

/** The user that a view is about; null where it is about none. */
export function watchedOf({ search }: Pick<SavedView, 'search'>): Watched | null {
  const said = parseSearch(search);
  const [user, dataset] = [textOf(said['user']), textOf(said['dataset'])];
  return user !== undefined && dataset !== undefined ? { user, dataset } : null;
}
