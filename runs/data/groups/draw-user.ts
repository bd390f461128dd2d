import type { Funnel, Group, GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { nthSmallest } from '#runs/matrix/nth-smallest.ts';
import type { Random } from '#runs/matrix/random.ts';

/** What a user did: items by index, and for each the number of funnel steps taken. */
export type DrawnUser = { items: Int32Array; steps: Uint8Array };

/** A group as users are drawn from it. */
export type UserModel = {
  /** By topic: probability of each item. */
  picks: readonly Float64Array[];
  /** Items of crafted users, by index; null where items are drawn. */
  profiles: readonly Int32Array[] | null;
  activity: Group['activity'];
  noise: number;
  funnel: Funnel;
  coldShare: number;
};

export function userModel(
  group: Group,
  picks: readonly Float64Array[],
  places: ReadonlyMap<string, number>,
  recipe: GroupsRecipe,
): UserModel {
  const { profiles, activity, noise } = group;
  const common = group.role === 'casual' ? recipe.funnel.slice(0, 1) : recipe.funnel;
  return {
    picks,
    profiles: profiles?.map((names) => Int32Array.from(new Set(names), (name) => places.get(name)!)) ?? null,
    activity,
    noise,
    funnel: group.funnel ?? common,
    coldShare: recipe.cold_users,
  };
}

/** The `number`-th user of a group; all that is random comes from the user's own stream. */
export function drawUser(model: UserModel, number: number, random: Random): DrawnUser {
  const items = model.profiles
    ? craftedItems(model.profiles[number % model.profiles.length]!, model, random)
    : drawItems(model.picks[random.below(model.picks.length)]!, activityOf(model, random), random);
  const steps = Uint8Array.from(items, () => stepsTaken(model.funnel, random));
  return { items, steps };
}

function activityOf({ activity: { mean, spread, min }, coldShare, picks }: UserModel, random: Random): number {
  const drawn = Math.max(min, Math.round(mean + spread * random.normal()));
  const count = random.next() < coldShare ? 1 + random.below(2) : drawn;
  return Math.min(count, picks[0]!.length);
}

/**
 * Distinct items, one after the other with the given probabilities: the `count` smallest of E/p, E exponential
 * (Efraimidis & Spirakis 2006). Items of probability 0 are never picked.
 */
function drawItems(picks: Float64Array, count: number, random: Random): Int32Array {
  const keys = picks.map((p) => (p > 0 ? -Math.log(1 - random.next()) / p : Infinity));
  const limit = nthSmallest(keys.slice(), count - 1);
  const chosen: number[] = [];
  for (let item = 0; item < keys.length && chosen.length < count; item++) {
    if (keys[item]! <= limit && keys[item]! < Infinity) chosen.push(item);
  }
  return Int32Array.from(chosen);
}

/** The items of a profile, each replaced by any item with the probability of noise. */
function craftedItems(profile: Int32Array, { noise, picks }: UserModel, random: Random): Int32Array {
  const replaced = profile.map((item) => (random.next() < noise ? random.below(picks[0]!.length) : item));
  return Int32Array.from(new Set(replaced)).sort();
}

function stepsTaken(funnel: Funnel, random: Random): number {
  let steps = 1;
  while (steps < funnel.length && random.next() < funnel[steps]!.probability) steps += 1;
  return steps;
}
