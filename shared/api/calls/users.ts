import { z } from 'zod';
import {
  Explanation,
  NamedItem,
  Neighbourhood,
  UserList,
  UserRow,
  UserView,
  WhatIf,
} from '#shared/domain/user-lens.ts';
import { Ref, call } from './call.ts';

/** An id of a user or an item, as the data has it. */
const DataId = z.string().min(1).max(1000);

/** Another history than the one that was learned: items that the user would not have, and those with the weight of their event, before it is transformed. */
const historyChange = {
  remove: z.array(DataId).max(1000).default([]),
  add: z
    .array(z.strictObject({ item: DataId, weight: z.number() }))
    .max(1000)
    .default([]),
};

const listLength = z.int().min(1).max(100).default(10);

/** One user at a time, as the model of a finished run has them. */
export const users = {
  /** Ids that contain the text: equal ones first, then those that begin with it. */
  search: call(
    z.strictObject({
      run: Ref,
      text: z.string().max(200).default(''),
      limit: z.int().min(1).max(200).default(50),
      offset: z.int().min(0).default(0),
    }),
    z.object({ users: z.array(UserRow), total: z.int() }),
  ),
  /** Items by id or name. */
  items: call(
    z.strictObject({ run: Ref, text: z.string().max(200).default(''), limit: z.int().min(1).max(200).default(20) }),
    z.object({ items: z.array(NamedItem), total: z.int() }),
  ),
  /** One typical user of each true group, to begin with. */
  archetypes: call(z.strictObject({ run: Ref }), z.array(UserRow)),
  show: call(z.strictObject({ run: Ref, user: DataId }), UserView),
  /** What `runs.recommend` gives, with what was held out. */
  list: call(z.strictObject({ run: Ref, user: DataId, k: listLength }), UserList),
  /** Why an item has its score, also with another history; the parts sum to it. */
  explain: call(z.strictObject({ run: Ref, user: DataId, item: DataId, ...historyChange }), Explanation),
  neighbours: call(
    z.strictObject({ run: Ref, user: DataId, limit: z.int().min(1).max(100).default(29) }),
    Neighbourhood,
  ),
  /** The list with another history, by fold-in; nothing is stored. */
  whatIf: call(z.strictObject({ run: Ref, user: DataId, k: listLength, ...historyChange }), WhatIf),
};
