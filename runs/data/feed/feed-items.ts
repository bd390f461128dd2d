import { createRandom, type Random } from '#runs/matrix/random.ts';
import { createAliasTable, type AliasTable } from './alias-table.ts';
import type { FeedOptions } from './feed-options.ts';

const dayS = 86_400;
/** Older posts were written within so many days before. */
const archiveDays = 365;
/** Draws before a post that is already out is taken from the older ones. */
const attempts = 8;

export type FeedItems = {
  topicOf: Uint8Array;
  /** Second of the time span when a post is written; negative for those from before. */
  released: Int32Array;
  /** A post of a topic (any topic for −1) that is out at a second, by popularity. */
  draw(topic: number, second: number, random: Random): number;
};

/** Posts with Zipf–Mandelbrot popularity (weight 1 / (rank + q)^a), each of one topic. */
export function createFeedItems(options: FeedOptions): FeedItems {
  const { items, topics, days, seed } = options;
  const random = createRandom(seed, 'items');
  const weights = popularity(options, random);
  const topicOf = Uint8Array.from({ length: items }, () => random.below(topics));
  const released = Int32Array.from({ length: items }, () =>
    random.next() < options.new_items ? random.below(days * dayS) : -1 - random.below(archiveDays * dayS),
  );

  const tableOf = (topic: number, onlyOld: boolean): { places: Int32Array; table: AliasTable } | null => {
    const fits = (item: number) => (topic < 0 || topicOf[item] === topic) && !(onlyOld && released[item]! >= 0);
    const places = Int32Array.from(topicOf.keys()).filter(fits);
    if (places.length === 0) return null;
    return { places, table: createAliasTable(Float64Array.from(places, (item) => weights[item]!)) };
  };
  const all = tableOf(-1, false)!;
  const old = tableOf(-1, true);
  const byTopic = Array.from({ length: topics }, (_, topic) => tableOf(topic, false) ?? all);
  // Where there is nothing from before, the first post of all is always out.
  const first = released.reduce((least, second, item) => (second < released[least]! ? item : least), 0);

  return {
    topicOf,
    released,
    draw(topic, second, draws) {
      const { places, table } = topic < 0 ? all : byTopic[topic]!;
      for (let attempt = 0; attempt < attempts; attempt++) {
        const item = places[table.draw(draws)]!;
        if (released[item]! <= second) return item;
      }
      return old ? old.places[old.table.draw(draws)]! : first;
    },
  };
}

function popularity({ items, popularity_exponent, popularity_shift }: FeedOptions, random: Random): Float64Array {
  const ranks = random.shuffle(Int32Array.from({ length: items }, (_, item) => item + 1));
  return Float64Array.from(ranks, (rank) => (rank + popularity_shift) ** -popularity_exponent);
}
