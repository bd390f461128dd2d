import type { Faker } from '@faker-js/faker';
import { createRandom, type Random } from '#runs/matrix/random.ts';
import { membershipOf } from '../membership.ts';
import type { BothAttributes } from '../source.ts';
import type { FeedItems } from './feed-items.ts';
import type { FeedOptions } from './feed-options.ts';
import type { FeedUser } from './feed-users.ts';

/** What posts of each topic say. */
const topics: readonly { name: string; post(faker: Faker): string }[] = [
  { name: 'animals', post: ({ animal, word }) => `My ${word.adjective()} ${animal.dog()} met a ${animal.bird()}` },
  { name: 'books', post: ({ book }) => `Just finished ${book.title()} by ${book.author()}` },
  { name: 'cars', post: ({ vehicle, color }) => `Test drive of the ${color.human()} ${vehicle.vehicle()}` },
  { name: 'cities', post: ({ location, word }) => `A ${word.adjective()} weekend in ${location.city()}` },
  { name: 'design', post: ({ color, commerce }) => `${commerce.productName()} in ${color.human()}` },
  { name: 'finance', post: ({ finance, company }) => `What ${company.name()} pays in ${finance.currencyName()}` },
  { name: 'food', post: ({ food }) => `${food.dish()}: ${food.description()}` },
  { name: 'gadgets', post: ({ commerce }) => commerce.productDescription() },
  { name: 'music', post: ({ music }) => `On repeat: ${music.songName()} by ${music.artist()}` },
  { name: 'science', post: ({ science, word }) => `Why ${science.chemicalElement().name} is so ${word.adjective()}` },
  { name: 'startups', post: ({ company }) => `${company.name()}: ${company.catchPhrase()}` },
  { name: 'technology', post: ({ hacker }) => hacker.phrase() },
];

/** Names of people, texts of posts, their topics, and when both came into being; names are left out where they are not wanted. */
export async function feedAttributes(
  { seed, names }: FeedOptions,
  users: readonly FeedUser[],
  { topicOf, released }: FeedItems,
  startMs: number,
): Promise<BothAttributes> {
  const faker = names ? await fakerWith(createRandom(seed, 'names')) : null;
  const at = (second: number) => startMs + second * 1000;
  const topicNames = topics.map(({ name }) => name);
  const interests = users.map(({ topics: both }) => [...new Set(both)].filter((topic) => topic >= 0));
  return {
    users: {
      names: faker && users.map(() => faker.person.fullName()),
      categories: categoriesOf(interests, topicNames),
      createdAt: Float64Array.from(users, ({ joined }) => at(joined)),
    },
    items: {
      names: faker && Array.from(topicOf, (topic) => topics[topic]!.post(faker)),
      categories: categoriesOf(
        Array.from(topicOf, (topic) => [topic]),
        topicNames,
      ),
      createdAt: Float64Array.from(released, at),
    },
  };
}

const categoriesOf = (rows: readonly (readonly number[])[], names: string[]) => ({
  names,
  membership: membershipOf(
    rows.map((row) => row.toSorted((a, b) => a - b)),
    names.length,
  ),
});

/** Loaded only where names are wanted. It draws from our own stream, so that its texts repeat like everything else. */
async function fakerWith({ next }: Random): Promise<Faker> {
  const { base, en, Faker } = await import('@faker-js/faker');
  return new Faker({ locale: [en, base], randomizer: { next, seed() {} } });
}
