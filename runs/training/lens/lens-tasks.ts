import { never } from '#shared/api/errors.ts';
import type {
  Explanation,
  NamedItem,
  Neighbourhood,
  UserList,
  UserRow,
  UserView,
  WhatIf,
} from '#shared/domain/user-lens.ts';
import { archetypes } from './archetypes.ts';
import { explainRow } from './explain-row.ts';
import type { HistoryChange } from './imagined-history.ts';
import { namedItem, userRow, type Lens } from './lens.ts';
import { neighbourhood } from './neighbourhood.ts';
import { searchIds } from './search-ids.ts';
import { userList } from './user-list.ts';
import { userView } from './user-view.ts';
import { whatIf } from './what-if.ts';

/** What can be asked about single users of a run. */
export type LensQuery =
  | { ask: 'search'; text: string; limit: number; offset: number }
  | { ask: 'items'; text: string; limit: number }
  | { ask: 'archetypes' }
  | { ask: 'view'; user: string }
  | { ask: 'list'; user: string; k: number }
  | ({ ask: 'explain'; user: string; item: string } & HistoryChange)
  | { ask: 'neighbours'; user: string; limit: number }
  | ({ ask: 'whatIf'; user: string; k: number } & HistoryChange);

export type LensAnswers = {
  search: { users: UserRow[]; total: number };
  items: { items: NamedItem[]; total: number };
  archetypes: UserRow[];
  view: UserView;
  list: UserList;
  explain: Explanation;
  neighbours: Neighbourhood;
  whatIf: WhatIf;
};

export function answerLens(lens: Lens, query: LensQuery): LensAnswers[LensQuery['ask']] {
  switch (query.ask) {
    case 'search': {
      const { found, total } = searchIds(lens.userIds.ids, query.text, query);
      return { users: found.map((user) => userRow(lens, user)), total };
    }
    case 'items': {
      const { found, total } = searchIds(lens.itemIds.ids, query.text, query, lens.itemNames);
      return { items: found.map((item) => namedItem(lens, item)), total };
    }
    case 'archetypes':
      return archetypes(lens);
    case 'view':
      return userView(lens, query.user);
    case 'list':
      return userList(lens, query.user, query.k);
    case 'explain':
      return explainRow(lens, query.user, query.item, query);
    case 'neighbours':
      return neighbourhood(lens, query.user, query.limit);
    case 'whatIf':
      return whatIf(lens, query.user, query, query.k);
    default:
      return never(query);
  }
}
