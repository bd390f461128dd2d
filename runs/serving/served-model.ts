import { modelVersionName } from '#shared/domain/model-version.ts';
import type { Contribution } from '#shared/domain/run.ts';
import { Vocabulary } from '#runs/data/interactions.ts';
import { transformOfValue } from '#runs/data/transform.ts';
import { rowIndices, transpose, valueAt } from '#runs/matrix/csr.ts';
import { createSimilarRows } from '#runs/matrix/similar-rows.ts';
import type { Reason } from '#runs/models/model.ts';
import { namedContribution } from '#runs/models/named-contribution.ts';
import { popularityOf } from '#runs/models/popularity.ts';
import { restoreModel } from '#runs/bundle/restore-model.ts';
import type { ServedBundle } from './helper-worker.ts';
import { itemsIn } from './category-filter.ts';
import { foldedRow, type Row } from './folded-row.ts';
import { lenientWeigher } from './known-types.ts';
import type { Tracked } from './tracked.ts';

/** Everything that a bundle says of itself; what `/v1/model` tells. */
export type ModelFacts = Omit<
  ServedBundle,
  'saved' | 'train' | 'userIds' | 'itemIds' | 'itemNames' | 'itemCategories' | 'lists' | 'manifest'
> & {
  /** As answers name it: `collaborative_filtering_v2`. */
  modelVersion: string;
  users: number;
  items: number;
  interactions: number;
  /** Whether new interactions change scores without training again. */
  foldsIn: boolean;
};

/** Whose scores they are, and why they are as they are. */
export type Scored = { by: 'model' | 'policy'; reason: Reason };

/** A loaded bundle that answers. Users and items are named by id; what it does not know it says so. */
export type ServedModel = {
  facts: ModelFacts;
  itemIds: Vocabulary;
  knowsUser(user: string): boolean;
  /**
   * Scores of all items for a user, seen ones included, into `out` (length items).
   * Without news the scores are those of evaluation, to the bit; with news they are folded in where the model can.
   * @param news  what the user did since training, oldest first
   * @returns null where neither model nor cold-start policy has an answer
   */
  score(user: string, news: readonly Tracked[], out: Float64Array): Scored | null;
  /** Scores for somebody of whom nothing is known but these items. @returns null where none of them is known */
  scoreSession(posts: readonly string[], out: Float64Array): Scored | null;
  /** Popularity of all items, the same for everyone. @returns false where nothing is popular */
  popular(out: Float64Array): boolean;
  /** 1 for items in one of these categories. @throws KindredError invalid_input for one that the model does not know */
  itemsIn(categories: readonly string[]): Uint8Array;
  /** Sets the scores of what the user has in the training data to 0. */
  removeSeen(user: string, scores: Float64Array): void;
  hasSeen(user: string, item: string): boolean;
  /** Addends of the score of training, greatest first, ids instead of indices; null where user or item is unknown. */
  explain(user: string, item: string): Contribution[] | null;
  /** @returns null where the item (the user) is unknown */
  similarItems(item: string, limit: number): { id: string; similarity: number }[] | null;
  similarUsers(user: string, limit: number): { id: string; similarity: number }[] | null;
};

/**
 * Makes the model of a bundle again, over its own training matrix.
 * @throws KindredError not_found, invalid_input or conflict where this Kindred cannot run it
 */
export function loadModel(bundle: ServedBundle): ServedModel {
  const { train } = bundle;
  const { model, recommender } = restoreModel(bundle);
  const userIds = new Vocabulary(bundle.userIds);
  const itemIds = new Vocabulary(bundle.itemIds);
  const popularity = popularityOf(train);
  const items = createSimilarRows(() => transpose(train));
  const users = createSimilarRows(() => train);
  const weigh = lenientWeigher(bundle.weighting);
  const transform = transformOfValue(train, bundle.weighting.transform);
  // What an interaction of unknown kind counts for: a middling one.
  const usualWeight = meanOf(train.values);
  const trainedAt = bundle.lineage.trained_at ?? 0;

  /** The user's row with what is new; null where nothing that the model knows is. */
  function withNews(user: number, news: readonly Tracked[]): Row | null {
    const weights = news.flatMap(({ post, type, rating, at }) => {
      const item = itemIds.indexOf(post);
      // What the training data has already is not counted twice.
      if (item < 0 || (at <= trainedAt && user >= 0 && valueAt(train, user, item) !== 0)) return [];
      return [{ item, weight: weigh(type, rating) }];
    });
    return weights.length === 0 ? null : foldedRow(train, user, weights, bundle.weighting.aggregation, transform);
  }

  const idOf = (kind: 'user' | 'item', at: number) => (kind === 'user' ? userIds : itemIds).id(at);

  return {
    facts: factsOf(bundle, model.foldIn !== undefined),
    itemIds,
    knowsUser: (user) => userIds.indexOf(user) >= 0,
    score(user, news, out) {
      const index = userIds.indexOf(user);
      const row = news.length > 0 && model.foldIn ? withNews(index, news) : null;
      // A known user is no neighbour of their own.
      const reason = row && model.foldIn?.(row.items, row.values, out, index < 0 ? undefined : index);
      return reason ? { by: 'model', reason } : recommender.answer(index, out);
    },
    scoreSession(posts, out) {
      const known = Int32Array.from(new Set(posts.map((post) => itemIds.indexOf(post)).filter((item) => item >= 0)));
      if (known.length === 0) return null;
      const sorted = known.sort();
      const weights = new Float64Array(known.length).fill(usualWeight);
      const reason = model.foldIn?.(sorted, weights, out);
      if (reason) return { by: 'model', reason };
      out.fill(0);
      for (const item of sorted) items.add(item, out);
      for (let item = 0; item < out.length; item++) out[item] = Math.min(1, out[item]! / sorted.length);
      return { by: 'model', reason: 'collaborative_filtering' };
    },
    popular: (out) => popularity.score(-1, out) !== null,
    itemsIn: (categories) => itemsIn(bundle.itemCategories, categories),
    removeSeen(user, scores) {
      const index = userIds.indexOf(user);
      if (index >= 0) for (const item of rowIndices(train, index)) scores[item] = 0;
    },
    hasSeen(user, item) {
      const [row, column] = [userIds.indexOf(user), itemIds.indexOf(item)];
      return row >= 0 && column >= 0 && rowIndices(train, row).includes(column);
    },
    explain(user, item) {
      const [row, column] = [userIds.indexOf(user), itemIds.indexOf(item)];
      return row < 0 || column < 0
        ? null
        : recommender.explain(row, column).map((part) => namedContribution(part, idOf));
    },
    similarItems: (item, limit) => nearest(items, itemIds, item, limit),
    similarUsers: (user, limit) => nearest(users, userIds, user, limit),
  };
}

function factsOf(bundle: ServedBundle, foldsIn: boolean): ModelFacts {
  const { saved: _saved, train, userIds: _userIds, itemIds: _itemIds, itemNames: _names, itemCategories: _categories, manifest: _manifest, ...facts } = bundle; // prettier-ignore
  return {
    ...facts,
    modelVersion: modelVersionName(bundle.name, bundle.version),
    users: train.rows,
    items: train.cols,
    interactions: train.indices.length,
    foldsIn,
  };
}

function nearest(rows: ReturnType<typeof createSimilarRows>, ids: Vocabulary, id: string, limit: number) {
  const index = ids.indexOf(id);
  if (index < 0) return null;
  return rows.nearest(index, limit).map(({ row, similarity }) => ({ id: ids.id(row), similarity }));
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (let n = 0; n < values.length; n++) sum += values[n]!;
  return values.length === 0 || sum === 0 ? 1 : sum / values.length;
}
