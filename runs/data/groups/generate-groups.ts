import { KindredError } from '#shared/api/errors.ts';
import type { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import type { Weighting } from '#shared/domain/weighting.ts';
import { createRandom, type Random } from '#runs/matrix/random.ts';
import { drawUser, userModel, type UserModel } from './draw-user.ts';
import { expectedSimilarity } from './expected-similarity.ts';
import { eventsOf, type Events } from './group-events.ts';
import { tastesOf } from './group-tastes.ts';
import { Vocabulary, type Interactions } from '../interactions.ts';
import { noAttributes, type ReadContext, type SourceData } from '../source.ts';
import { createTypeColumn } from '../type-column.ts';
import { createWeigher } from '../weigh.ts';

/** The data of a recipe, with its ground truth. Each user draws from a stream of their own, named by group and number. */
export function generateGroups(recipe: GroupsRecipe, context: ReadContext): Omit<SourceData, 'address' | 'options'> {
  const { weighting } = context;
  const { items, places, picks } = tastesOf(recipe);
  const models = recipe.groups.map((group, index) => userModel(group, picks[index]!, places, recipe));
  const events = drawEvents(recipe, models, context);
  const users = userIdsOf(recipe);
  const interactions = interactionsOf(events, users, items, weighting);
  return {
    interactions,
    weighting,
    ...typesOf(events),
    dropped: [],
    rejected: null,
    attributes: noAttributes,
    given: null,
    groups: {
      names: recipe.groups.map(({ name }) => name),
      letters: recipe.groups.map(({ letter }) => letter),
      sizes: recipe.groups.map(({ size }) => size),
      expected_similarity: expectedSimilarity(recipe, models, weighting),
      ofUser: groupOfUser(recipe, users, interactions.userIds),
    },
  };
}

function drawEvents(recipe: GroupsRecipe, models: readonly UserModel[], context: ReadContext): Events {
  const total = recipe.groups.reduce((sum, { size }) => sum + size, 0);
  const collected = eventsOf(recipe.time);
  const streamOf = userStream(recipe);
  let user = 0;
  recipe.groups.forEach(({ name, size }, group) => {
    for (let number = 0; number < size; number++) {
      if (context.shouldStop()) throw new KindredError('cancelled', 'Generating was cancelled; nothing was kept.');
      if (user % 256 === 0) context.onProgress('Generating users', user, total);
      const random = streamOf(name, number);
      collected.add(user++, drawUser(models[group]!, number, random), models[group]!.funnel, random);
    }
  });
  context.onProgress('Generating users', total, total);
  return collected.inOrder();
}

/** All that is random in a user comes from a stream of their own. */
export const userStream =
  ({ seed }: GroupsRecipe) =>
  (group: string, number: number): Random =>
    createRandom(seed, `${group} ${number}`);

/** u001, u002, … through all groups. */
export const userId = ({ user_ids: { prefix, digits } }: GroupsRecipe, place: number): string =>
  `${prefix}${String(place + 1).padStart(digits, '0')}`;

function userIdsOf(recipe: GroupsRecipe): string[] {
  const count = recipe.groups.reduce((sum, { size }) => sum + size, 0);
  return Array.from({ length: count }, (_, place) => userId(recipe, place));
}

function groupOfUser({ groups }: GroupsRecipe, users: readonly string[], userIds: Vocabulary): Int32Array {
  const ofUser = new Int32Array(users.length);
  let user = 0;
  groups.forEach(({ size }, group) => {
    for (const id of users.slice(user, user + size)) ofUser[userIds.indexOf(id)] = group;
    user += size;
  });
  return ofUser;
}

/** Columns in the order of time. Items that nobody took stay in the catalogue. */
function interactionsOf(events: Events, users: string[], items: readonly string[], weighting: Weighting): Interactions {
  const weigh = createWeigher(weighting);
  const weightOf = new Map(events.typeNames.map((type) => [type, weigh(type, 1)]));
  const userIds = Vocabulary.from(users);
  const itemIds = Vocabulary.from(items);
  const userRank = users.map((id) => userIds.indexOf(id));
  const itemRank = items.map((id) => itemIds.indexOf(id));
  return {
    users: Int32Array.from(events.users, (user) => userRank[user]!),
    items: Int32Array.from(events.items, (item) => itemRank[item]!),
    weights: Float64Array.from(events.types, (type) => weightOf.get(events.typeNames[type]!)!),
    times: events.times,
    userIds,
    itemIds,
  };
}

function typesOf({ types, typeNames }: Events): Pick<SourceData, 'types' | 'events'> {
  const column = createTypeColumn();
  for (const type of types) column.add(typeNames[type]!);
  return column.finish();
}
