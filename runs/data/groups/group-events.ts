import type { Funnel, GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import type { Random } from '#runs/matrix/random.ts';
import type { DrawnUser } from './draw-user.ts';
import { growableFloat64, growableInt32 } from '../growable-column.ts';

/** Events as columns, one row a funnel step; users and items by their place in the recipe. */
export type Events = {
  users: Int32Array;
  items: Int32Array;
  /** Index into `typeNames`. */
  types: Int32Array;
  typeNames: readonly string[];
  /** Whole seconds, in milliseconds since 1970. */
  times: Float64Array;
};

export type EventCollector = {
  add(user: number, drawn: DrawnUser, funnel: Funnel, random: Random): void;
  /** All events by time; at the same second by user, then in the order they were added. */
  inOrder(): Events;
};

const dayMs = 24 * 3600 * 1000;
/** Between one step of the funnel and the next: seconds. */
const stepSeconds = { min: 5, max: 120 };

/**
 * Gives times to what users did. The first of a user's items falls into the first half of the time span and the last into its last
 * tenth, the others anywhere: so a split by time leaves every user with two items something to learn from and something held out.
 */
export function eventsOf({ start, days }: GroupsRecipe['time']): EventCollector {
  const from = Date.parse(start);
  const span = days * dayMs;
  const columns = { users: growableInt32(), items: growableInt32(), types: growableInt32(), times: growableFloat64() };
  const typeNames: string[] = [];
  const typeIndex = (type: string): number => {
    const known = typeNames.indexOf(type);
    return known >= 0 ? known : typeNames.push(type) - 1;
  };

  return {
    add(user, { items, steps }, funnel, random) {
      const order = random.shuffle(Int32Array.from(items.keys()));
      order.forEach((pick, place) => {
        let seconds = Math.floor((from + span * moment(place, order.length, random)) / 1000);
        for (const { type } of funnel.slice(0, steps[pick])) {
          columns.users.push(user);
          columns.items.push(items[pick]!);
          columns.types.push(typeIndex(type));
          columns.times.push(seconds * 1000);
          seconds += stepSeconds.min + random.below(stepSeconds.max - stepSeconds.min);
        }
      });
    },
    inOrder() {
      const users = columns.users.finish();
      const items = columns.items.finish();
      const types = columns.types.finish();
      const times = columns.times.finish();
      // Users were added in ascending order, so the row number orders both users and their steps.
      const order = Int32Array.from(users.keys()).sort((a, b) => times[a]! - times[b]! || a - b);
      return {
        users: order.map((row) => users[row]!),
        items: order.map((row) => items[row]!),
        types: order.map((row) => types[row]!),
        times: Float64Array.from(order, (row) => times[row]!),
        typeNames,
      };
    },
  };
}

/** When a user's `place`-th item comes, as a share of the time span. */
function moment(place: number, count: number, random: Random): number {
  const at = random.next();
  if (place === 0) return at / 2;
  return place === count - 1 ? 0.9 + at / 10 : at;
}
