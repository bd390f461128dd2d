import type { Random } from '#runs/matrix/random.ts';
import { createAliasTable } from './alias-table.ts';
import type { FeedItems } from './feed-items.ts';
import { feedTypes, type FeedOptions, type Funnel } from './feed-options.ts';
import type { FeedRows } from './feed-rows.ts';
import type { FeedUser } from './feed-users.ts';

const dayS = 86_400;
/** How busy the hours of a day are. */
const hours = createAliasTable(
  Float64Array.of(2, 1, 1, 1, 1, 2, 4, 7, 8, 7, 6, 6, 8, 8, 6, 6, 6, 7, 9, 11, 12, 11, 8, 4),
);
/** Log-normal: half of all views are shorter than the median. */
const viewing = { medianMs: 8000, sigma: 0.8, maxMs: 600_000 };
/** Seconds to the next step on a post, and to the next post, at most. */
const pause = { step: 20, visit: 15 };
/** Posts that a bot has in view. */
const botItems = 3;

export type FeedWorld = { items: FeedItems; funnel: Funnel; options: FeedOptions };

/** Writes the rows of one user: sessions of visits, each visit a view and what may follow it on the same post. */
export function drawVisits(rows: FeedRows, index: number, user: FeedUser, world: FeedWorld, random: Random): void {
  const end = rows.count() + user.rows;
  const onPost = 1 / world.options.session_length;
  const own = Array.from({ length: botItems }, () => world.items.draw(-1, 0, random));
  while (rows.count() < end) {
    let second = sessionStart(user, world.options.days, random);
    do {
      const item = user.role === 'bot' ? own[random.below(botItems)]! : draw(user, second, world, random);
      second = visit(rows, end, index, item, second, user, world, random);
    } while (rows.count() < end && random.next() >= onPost);
  }
}

function sessionStart({ joined }: FeedUser, days: number, random: Random): number {
  const firstDay = Math.max(0, Math.floor(joined / dayS));
  const day = firstDay + random.below(days - firstDay);
  const second = day * dayS + hours.draw(random) * 3600 + random.below(3600);
  return Math.min(days * dayS - 1, Math.max(second, joined));
}

/** A post to the user's taste, or any: interests move from the first to the second topic as time goes on. */
function draw({ topics }: FeedUser, second: number, { items, options }: FeedWorld, random: Random): number {
  const byTaste = random.next() < options.taste;
  const moved = random.next() < (options.drift * second) / (options.days * dayS);
  // Even at the start a third of what is to a user's taste is of their second topic.
  const isSecond = moved || random.next() < 1 / 3;
  return items.draw(byTaste ? topics[isSecond ? 1 : 0] : -1, second, random);
}

/** @returns the second when the user goes on */
function visit(
  rows: FeedRows,
  end: number,
  index: number,
  item: number,
  second: number,
  { role }: FeedUser,
  { funnel, options }: FeedWorld,
  random: Random,
): number {
  const last = options.days * dayS - 1;
  const ms = Math.min(viewing.maxMs, Math.ceil(viewing.medianMs * Math.exp(viewing.sigma * random.normal())));
  rows.push(index, item, second, 0, ms);
  let at = second;
  const steps = role === 'casual' || role === 'bot' ? 1 : feedTypes.length;
  for (let type = 1; type < steps && rows.count() < end; type++) {
    if (random.next() >= funnel[feedTypes[type]!]) break;
    at = Math.min(last, at + 1 + random.below(pause.step));
    rows.push(index, item, at, type, type === 1 ? random.next() : NaN);
  }
  return Math.min(last, Math.max(at, second + Math.ceil(ms / 1000)) + 1 + random.below(pause.visit));
}
