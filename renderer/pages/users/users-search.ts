import { defined, numberOf, textOf } from '../../core/search-text.ts';

/** List lengths that the page offers. */
export const listLengths = [5, 10, 20] as const;

/** The user in view, one run or two, how long their lists are, and the row that is explained: an item of list a or b. */
export type UsersSearch = { user?: string; a?: string; b?: string; k?: number; item?: string; of?: 'a' | 'b' };
export type UsersChange = (part: { [K in keyof UsersSearch]?: UsersSearch[K] | undefined }) => void;

export function readUsersSearch(search: Record<string, unknown>): UsersSearch {
  const k = numberOf(search['k']);
  return defined({
    user: textOf(search['user']),
    a: textOf(search['a']),
    b: textOf(search['b']),
    k: listLengths.find((length) => length === k),
    item: textOf(search['item']),
    of: search['of'] === 'a' || search['of'] === 'b' ? search['of'] : undefined,
  });
}
