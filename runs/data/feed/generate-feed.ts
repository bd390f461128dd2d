import { KindredError } from '#shared/api/errors.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { drawVisits } from './draw-visits.ts';
import { createFeedItems } from './feed-items.ts';
import { feedAttributes } from './feed-names.ts';
import { feedTypes, funnelOf, type FeedOptions } from './feed-options.ts';
import { createFeedRows, type FeedRows } from './feed-rows.ts';
import { createFeedUsers } from './feed-users.ts';
import { Vocabulary } from '../interactions.ts';
import type { ReadContext, SourceData } from '../source.ts';
import { createWeigher } from '../weigh.ts';
import { randomUuid } from './uuid.ts';

const dayS = 86_400;
/** Users between two looks at the stop flag. */
const stretch = 64;

/**
 * The data of a feed, rows in the order of time. Every user draws from a stream of their own. It takes about 45 bytes a row.
 * @throws KindredError invalid_input where the mix is none, cancelled
 */
export async function generateFeed(
  options: FeedOptions,
  context: ReadContext,
): Promise<Omit<SourceData, 'address' | 'options'>> {
  const startMs = Date.parse(options.end) - options.days * dayS * 1000;
  const users = createFeedUsers(options);
  const world = { items: createFeedItems(options), funnel: funnelOf(options.mix), options };
  const rows = createFeedRows(options.interactions, options.days * dayS);
  for (const [index, user] of users.entries()) {
    if (index % stretch === 0) report(context, rows);
    drawVisits(rows, index, user, world, createRandom(options.seed, `user ${index}`));
  }
  report(context, rows);
  return {
    ...columnsOf(rows, startMs, options, context),
    weighting: context.weighting,
    dropped: [],
    rejected: null,
    attributes: await feedAttributes(options, users, world.items, startMs),
    given: null,
    groups: null,
  };
}

function report({ shouldStop, onProgress }: ReadContext, { count, length }: FeedRows): void {
  if (shouldStop()) throw new KindredError('cancelled', 'Generating was cancelled; nothing was kept.');
  onProgress('Generating interactions', count(), length);
}

/** The rows in the order of time, as columns; types by name. */
function columnsOf(
  rows: FeedRows,
  startMs: number,
  { seed, users, items }: FeedOptions,
  { weighting, onProgress }: ReadContext,
): Pick<SourceData, 'interactions' | 'types' | 'events'> {
  onProgress('Sorting by time', 0, 1);
  const { length } = rows;
  const typeNames = feedTypes.toSorted();
  const place = feedTypes.map((name) => typeNames.indexOf(name));
  const weigh = createWeigher(weighting);
  const weightOf = feedTypes.map((name) => weigh(name, 1));
  const counts = feedTypes.map(() => 0);
  const interactions = {
    users: new Int32Array(length),
    items: new Int32Array(length),
    weights: new Float64Array(length),
    times: new Float64Array(length),
    userIds: uuids(users, seed, 'user ids'),
    itemIds: uuids(items, seed, 'item ids'),
  };
  const events = { typeNames, types: new Uint8Array(length), details: new Float32Array(length) };
  rows.drain((row, user, item, second, type, detail) => {
    interactions.users[row] = user;
    interactions.items[row] = item;
    interactions.weights[row] = weightOf[type]!;
    interactions.times[row] = startMs + second * 1000;
    events.types[row] = place[type]!;
    events.details[row] = detail;
    counts[type]! += 1;
  });
  onProgress('Sorting by time', 1, 1);
  const types = Object.fromEntries(
    feedTypes.map((name, type) => [name, counts[type]!] as const).filter(([, n]) => n > 0),
  );
  return { interactions, types, events };
}

/** Their order says nothing, so the smallest is simply the first user's or post's. */
function uuids(count: number, seed: number, stream: string): Vocabulary {
  const random = createRandom(seed, stream);
  return Vocabulary.from(Array.from({ length: count }, () => randomUuid(random)));
}
