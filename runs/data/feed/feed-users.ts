import { createRandom, type Random } from '#runs/matrix/random.ts';
import type { FeedOptions } from './feed-options.ts';

const dayS = 86_400;

export type Role = 'usual' | 'cold' | 'casual' | 'power' | 'bot';

export type FeedUser = {
  role: Role;
  /** Interactions, exactly. */
  rows: number;
  /** Main and second topic; −1 for a user who takes any. */
  topics: readonly [number, number];
  /** Second of the time span from which the user is there; negative for those from before. */
  joined: number;
};

/** Who does how much: activity is log-normal, and the rows of all users add up to what was asked for. */
export function createFeedUsers(options: FeedOptions): FeedUser[] {
  const random = createRandom(options.seed, 'users');
  const people = Array.from({ length: options.users }, () => {
    const role = roleOf(options, random);
    return { role, topics: topicsOf(role, options, random), joined: joinedAt(role, options, random) };
  });
  const rows = rowsOfUsers(people, options, random);
  return people.map((person, user) => ({ ...person, rows: rows[user]! }));
}

function roleOf({ cold_users, casual_users, power_users, bots }: FeedOptions, random: Random): Role {
  const at = random.next();
  if (at < cold_users) return 'cold';
  if (at < cold_users + casual_users) return 'casual';
  if (at < cold_users + casual_users + power_users) return 'power';
  return at < cold_users + casual_users + power_users + bots ? 'bot' : 'usual';
}

function topicsOf(role: Role, { topics }: FeedOptions, random: Random): [number, number] {
  const main = random.below(topics);
  const second = topics > 1 ? (main + 1 + random.below(topics - 1)) % topics : main;
  return role === 'power' ? [-1, -1] : [main, second];
}

/** Half of the users were there before; who has done little yet came in the second half. */
function joinedAt(role: Role, { days }: FeedOptions, random: Random): number {
  const span = days * dayS;
  const at = random.next();
  if (role === 'cold') return Math.floor(span * (0.5 + at / 2));
  return at < 0.5 ? -1 - random.below(365 * dayS) : Math.floor(span * 0.8 * (2 * at - 1));
}

/** At least one each; the rest in proportion to activity, by rounding the running sum so that nothing is lost. */
function rowsOfUsers(people: readonly { role: Role }[], options: FeedOptions, random: Random): Int32Array {
  const rows = Int32Array.from(people, ({ role }) => (role === 'cold' ? 1 + random.below(2) : 1));
  const weights = Float64Array.from(people, ({ role }) => {
    const activity = Math.exp(options.activity_sigma * random.normal());
    if (role === 'cold') return 0;
    return role === 'power' || role === 'bot' ? 10 * activity : activity;
  });
  let rest = options.interactions - rows.reduce((sum, count) => sum + count, 0);
  // Where there are hardly more rows than users, those with two give one back.
  for (let user = 0; rest < 0 && user < rows.length; user++) {
    if (rows[user]! < 2) continue;
    rows[user]! -= 1;
    rest += 1;
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  let given = 0;
  weights.forEach((weight, user) => {
    sum += weight;
    const upTo = Math.round((sum / total) * rest);
    rows[user]! += upTo - given;
    given = upTo;
  });
  return rows;
}
