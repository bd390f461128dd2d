import { z } from 'zod';
import { coldStart } from './config-fields.ts';
import type { Algorithm, Model } from './model.ts';
import { savedNumber } from './saved.ts';

const config = z.strictObject({ cold_start: coldStart('random') });

/** The baseline below which a model has learned nothing. */
export const random: Algorithm<typeof config> = {
  name: 'random',
  title: 'Random',
  description: 'A score drawn for each user and item from the seed of the run; the same one whenever it is asked for.',
  config,
  estimate: () => ({ bytes: 0, operations: 0 }),
  train: async (_, __, { seed }) => randomOf(seed),
  load: (saved) => randomOf(savedNumber(saved, 'seed', 'draws')),
};

/** The model itself, which cold-start policies also need. */
export function randomOf(seed: number): Model {
  return {
    score(user, out) {
      const ofUser = mix(mix(0, seed), user);
      for (let item = 0; item < out.length; item++) out[item] = uniform(mix(ofUser, item));
      return 'random_fallback';
    },
    explain(user, item) {
      const value = uniform(mix(mix(mix(0, seed), user), item));
      return [{ kind: 'other', id: null, value, similarity: null, text: `drawn from seed ${seed}` }];
    },
    save: () => ({ arrays: {}, meta: { seed } }),
  };
}

/** The finaliser of MurmurHash3 (Appleby 2011) over the state and one more number; distinct numbers give distinct states. */
function mix(state: number, value: number): number {
  let h = (state ^ value) + 0x9e3779b9;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** 32 bits as a number in (0, 1]: 0 would mean that nothing speaks for the item. */
const uniform = (bits: number): number => ((bits >>> 0) + 1) / 2 ** 32;
