import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDataset } from '#runs/data/create-dataset.ts';
import { createAliasTable } from '#runs/data/feed/alias-table.ts';
import { createFeedRows } from '#runs/data/feed/feed-rows.ts';
import type { SourceData } from '#runs/data/source.ts';
import { syntheticFeed } from '#runs/data/synthetic-feed.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { Recipe } from '#shared/domain/dataset.ts';
import { parseOptions } from '#shared/domain/parse-options.ts';
import { contextWith, temporaryFolder } from './fixture.ts';

const optionsOf = (options: Record<string, unknown>) =>
  parseOptions(syntheticFeed.options, options, 'The source synthetic:feed');
const feed = (options: Record<string, unknown> = {}): Promise<SourceData> =>
  syntheticFeed.read('', optionsOf({ users: 400, items: 300, interactions: 20_000, ...options }), contextWith());

const dayMs = 86_400_000;
const end = Date.UTC(2026, 0, 1);

function countsOf({ users, userIds }: SourceData['interactions']): number[] {
  const counts = userIds.ids.map(() => 0);
  for (const user of users) counts[user]! += 1;
  return counts;
}

/** Share of a user's interactions with posts of a topic, for rows that are wanted. */
function shareOfTopic(
  { interactions, attributes }: SourceData,
  which: 0 | 1,
  wanted: (row: number) => boolean,
): number {
  const topicOf = attributes.items!.categories!.membership.indices;
  const { indptr, indices } = attributes.users!.categories!.membership;
  let hits = 0;
  let rows = 0;
  interactions.users.forEach((user, row) => {
    if (!wanted(row) || indptr[user + 1]! - indptr[user]! < 2) return;
    rows += 1;
    hits += topicOf[interactions.items[row]!] === indices[indptr[user]! + which]! ? 1 : 0;
  });
  return hits / rows;
}

describe('synthetic:feed', () => {
  it('has exactly as many users, posts and interactions as asked for, in the order of time', async () => {
    const { interactions } = await feed({ days: 7 });
    const { users, items, times, userIds, itemIds } = interactions;
    expect([users.length, items.length, userIds.size, itemIds.size]).toEqual([20_000, 20_000, 400, 300]);
    expect(times!.every((time, row) => row === 0 || time >= times![row - 1]!)).toBe(true);
    expect(times![0]).toBeGreaterThanOrEqual(end - 7 * dayMs);
    expect(times!.at(-1)).toBeLessThan(end);
    expect(Math.min(...countsOf(interactions))).toBeGreaterThanOrEqual(1);
  });

  it('has types about as often as the mix says, with the details that views and clicks have', async () => {
    const { types, events } = await feed();
    expect(Object.keys(types)).toEqual(['view', 'click', 'like', 'share']);
    const shares = Object.values(types).map((count) => count / 20_000);
    for (const [place, share] of [0.48, 0.32, 0.17, 0.03].entries()) expect(shares[place]).toBeCloseTo(share, 1);
    const { typeNames, types: ofRow, details } = events!;
    const detailsOf = (type: string) => details!.filter((_, row) => typeNames[ofRow[row]!] === type);
    expect(detailsOf('view').every((ms) => ms >= 1 && ms <= 600_000)).toBe(true);
    expect(detailsOf('click').every((depth) => depth >= 0 && depth < 1)).toBe(true);
    expect(detailsOf('like').every(Number.isNaN) && detailsOf('share').every(Number.isNaN)).toBe(true);
  });

  it('repeats byte for byte, and only for the same options and seed', async () => {
    const root = await temporaryFolder();
    const create = async (options: Record<string, unknown>) => {
      const recipe = Recipe.parse({ source: 'synthetic:feed', options: { interactions: 5000, ...options } });
      return (await createDataset(recipe, join(root, 'datasets'), contextWith())).fingerprint;
    };
    const first = await create({});
    expect(await create({})).toBe(first);
    expect(new Set([first, await create({ seed: 2 }), await create({ days: 31 })]).size).toBe(3);
    // As it was written down once: another machine, or a later version, gives these bytes too.
    expect(await create({ names: false })).toBe('3f438c0fa2e65c1a55cdf5dc472f7df4c19a350375d60ed82325c8c4ba8af3b6');
  });

  it('shows no post before it is written', async () => {
    const { interactions, attributes } = await feed({ new_items: 0.8 });
    const { createdAt } = attributes.items!;
    expect(createdAt!.filter((time) => time >= end - 30 * dayMs).length).toBeGreaterThan(200);
    expect(interactions.items.every((item, row) => createdAt![item]! <= interactions.times![row]!)).toBe(true);
  });

  it('concentrates attention as the exponent grows, and activity as σ does', async () => {
    const giniOf = (counts: Iterable<number>) => {
      const sorted = [...counts].toSorted((a, b) => a - b);
      const total = sorted.reduce((sum, count) => sum + count, 0);
      return sorted.reduce((sum, count, at) => sum + (2 * at - sorted.length + 1) * count, 0) / (sorted.length * total);
    };
    const popularity = ({ interactions: { items, itemIds } }: SourceData) => {
      const counts = itemIds.ids.map(() => 0);
      for (const item of items) counts[item]! += 1;
      return giniOf(counts);
    };
    const even = await feed({ popularity_exponent: 0, activity_sigma: 0, cold_users: 0, power_users: 0 });
    const steep = await feed({ popularity_exponent: 1.3, popularity_shift: 5, activity_sigma: 1.5 });
    expect(popularity(even)).toBeLessThan(0.35);
    expect(popularity(steep)).toBeGreaterThan(popularity(even) + 0.2);
    expect(giniOf(countsOf(even.interactions))).toBeLessThan(0.01);
    expect(giniOf(countsOf(steep.interactions))).toBeGreaterThan(0.6);
  });

  it('has users with one or two interactions, users who only view, and bots on three posts', async () => {
    const cold = countsOf((await feed({ cold_users: 0.3 })).interactions).filter((count) => count <= 2);
    expect(cold.length / 400).toBeCloseTo(0.3, 1);
    expect((await feed({ casual_users: 1, cold_users: 0, power_users: 0 })).types).toEqual({ view: 20_000 });
    const { interactions } = await feed({ bots: 1, cold_users: 0, power_users: 0 });
    const seen = interactions.userIds.ids.map((_, user) =>
      interactions.items.filter((__, row) => interactions.users[row] === user),
    );
    expect(seen.every((items) => new Set(items).size <= 3)).toBe(true);
  });

  it('follows taste, which drifts from one topic to another', async () => {
    const tasteless = await feed({ taste: 0 });
    expect(shareOfTopic(tasteless, 0, () => true)).toBeLessThan(0.2);
    const drifting = await feed({ taste: 1, drift: 1, new_items: 0 });
    const { times } = drifting.interactions;
    const middle = end - 15 * dayMs;
    const both = (wanted: (row: number) => boolean) =>
      shareOfTopic(drifting, 0, wanted) + shareOfTopic(drifting, 1, wanted);
    expect(both((row) => times![row]! < middle)).toBeGreaterThan(0.95);
    expect(both((row) => times![row]! >= middle)).toBeGreaterThan(0.95);
  });

  it('gives people names and posts texts of their topic, or neither', async () => {
    const { attributes } = await feed();
    expect(attributes.users!.names!.every((name) => name!.includes(' '))).toBe(true);
    expect(new Set(attributes.items!.names).size).toBeGreaterThan(250);
    expect(attributes.items!.categories!.names).toContain('music');
    const nameless = await feed({ names: false });
    expect([nameless.attributes.users!.names, nameless.attributes.items!.names]).toEqual([null, null]);
  });

  it('keeps the day of "today" in its recipe', async () => {
    const { options } = await feed({ end: 'today' });
    expect(options['end']).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it.each([
    [{ users: 10, interactions: 9 }, '10 users have at least 10 interactions, and interactions=9.'],
    [{ mix: 'view=1, click=2' }, 'must descend from views above 0; it says 1, 2, 0, 0.'],
    [{ mix: 'view: 3' }, '"view: 3" in the mix is not type=number.'],
    [{ mix: 'view=3, repost=1' }, '"repost=1" in the mix is not type=number.'],
    [{ interactons: 5 }, 'Did you mean "interactions"?'],
    [{ interactions: 1e9 }, 'interactions: Too big'],
    [{ end: '2025-02-30' }, 'end: '],
  ])('refuses %j', async (options, message) => {
    await expect(async () => feed(options)).rejects.toThrow(message);
  });
});

describe('createAliasTable', () => {
  it('draws in proportion to the weights, and never what has none', () => {
    const table = createAliasTable(Float64Array.of(1, 0, 3, 6));
    const random = createRandom(1, 'test');
    const counts = [0, 0, 0, 0];
    for (let draw = 0; draw < 100_000; draw++) counts[table.draw(random)]! += 1;
    expect(counts[1]).toBe(0);
    for (const [place, share] of [0.1, 0, 0.3, 0.6].entries()) expect(counts[place]! / 100_000).toBeCloseTo(share, 2);
  });
});

describe('createFeedRows', () => {
  it('hands rows over by second, those of one second as they came', () => {
    const random = createRandom(2, 'test');
    const seconds = Array.from({ length: 5000 }, () => random.below(300_000_000)).map(
      (second) => second - (second % 1000),
    );
    const rows = createFeedRows(seconds.length, 300_000_000);
    seconds.forEach((second, row) => rows.push(row, 7, second, row % 4, row / 2));
    const drained: number[][] = [];
    rows.drain((_row, ...cells) => drained.push(cells));
    const slow = seconds.map((second, row) => [row, 7, second, row % 4, row / 2]).toSorted((a, b) => a[2]! - b[2]!);
    expect(drained).toEqual(slow);
  });
});
