import { z } from 'zod';
import type { Csr } from '#runs/matrix/csr.ts';
import { coldStart } from './config-fields.ts';
import type { Algorithm, Model } from './model.ts';
import { sameForAll } from './same-for-all.ts';
import { misfit } from './saved.ts';

const config = z.strictObject({ cold_start: coldStart('popular') });

/** The baseline that every other model has to beat. */
export const popularity: Algorithm<typeof config> = {
  name: 'popularity',
  title: 'Popularity',
  description:
    'The items that most users have, the same for everyone: score(i) = users with a weight above 0 for i / the greatest such number.',
  config,
  estimate: ({ items, nnz }) => ({ bytes: items * 12, operations: nnz }),
  train: async (ratings) => popularityOf(ratings),
  load({ arrays }, ratings) {
    const { users } = arrays;
    const fits = users instanceof Int32Array && users.length === ratings.cols;
    return fits ? createModel(users) : misfit('counts');
  },
};

/** The model itself, which cold-start policies also need. */
export function popularityOf({ cols, indices, values }: Csr): Model {
  const users = new Int32Array(cols);
  for (let p = 0; p < indices.length; p++) if (values[p]! > 0) users[indices[p]!]! += 1;
  return createModel(users);
}

/** @param users of each item */
const createModel = (users: Int32Array): Model =>
  sameForAll({
    weights: users,
    reason: 'popular',
    textOf: (count, greatest) => `${count} users have it; the most popular item has ${greatest}`,
    save: () => ({ arrays: { users }, meta: {} }),
  });
