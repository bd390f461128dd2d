import type { Reason } from '#runs/models/model.ts';
import { randomOf } from '#runs/models/random.ts';
import type { Source } from '#shared/serving/source.ts';
import { hashText } from './hash.ts';
import { pick } from './pick.ts';
import type { ServedModel } from './served-model.ts';
import type { Tracked } from './tracked.ts';
import type { Trending } from './trending.ts';

/** What is asked for: a user, or the posts of a session. */
export type Question = {
  user: string;
  session: readonly string[] | null;
  limit: number;
  offset: number;
  exclude: readonly string[];
  excludeSeen: boolean;
  /** Only items in one of these; all where there are none. */
  categories?: readonly string[] | undefined;
};

/** A page of recommendations; scores with all their digits. */
export type Ranked = {
  posts: string[];
  scores: number[];
  total: number;
  source: Source;
  reason: Reason;
  /** Why it was not the model that answered. */
  fallback: FallbackReason | null;
};

export type FallbackReason = 'unknown_user' | 'nothing_left' | 'error';

/** One stage: writes scores of all items into `out`. @returns null where it has no answer */
type Stage = (
  question: Question,
  news: readonly Tracked[],
  out: Float64Array,
) => { source: Source; reason: Reason } | null;

export type Chain = {
  /** The first stage that has something unseen to recommend answers; an empty page of the model where none has. */
  rank(question: Question, news: readonly Tracked[]): Ranked;
  /** As `rank`, by the stages after the model. */
  fallBack(question: Question, news: readonly Tracked[]): Ranked;
  /** A list from elsewhere, without what the user has seen or what was excluded. */
  filter(
    question: Question,
    news: readonly Tracked[],
    list: readonly { post: string; score: number; reason: Reason }[],
  ): Ranked;
};

export type Fallback = 'popular' | 'trending' | 'random';
export const usualFallbacks: readonly Fallback[] = ['popular', 'trending', 'random'];

export type ChainOptions = {
  trending: Trending;
  /** Asked in this order where the model has nothing. */
  fallbacks: readonly Fallback[];
  /** Told of a stage that failed; the next one is asked. */
  onError(source: Source, error: unknown): void;
};

/** The chain of one version: its model, then what is popular, what trends, and chance. */
export function createChain(model: ServedModel, { trending, fallbacks, onError }: ChainOptions): Chain {
  const { itemIds } = model;
  const scores = new Float64Array(itemIds.size);
  const random = randomOf(model.facts.seed);

  const byModel: Stage = ({ user, session }, news, out) => {
    const scored = session ? model.scoreSession(session, out) : model.score(user, news, out);
    return scored && { source: scored.by === 'model' ? 'model' : sourceOf(scored.reason), reason: scored.reason };
  };
  const byPopularity: Stage = (_question, _news, out) =>
    model.popular(out) ? { source: 'popular', reason: 'popular' } : null;
  const byTrend: Stage = (_question, _news, out) =>
    writeTrends(trending, model, out) ? { source: 'trending', reason: 'trending' } : null;
  const byChance: Stage = ({ user }, _news, out) => {
    random.score(hashText(user), out);
    return { source: 'random', reason: 'random_fallback' };
  };

  const allowedBy = ({ categories = [] }: Question) => (categories.length === 0 ? null : model.itemsIn(categories));

  function removeUnwanted(
    { user, session, exclude, excludeSeen }: Question,
    news: readonly Tracked[],
    allowed: Uint8Array | null,
  ): void {
    const remove = (post: string) => {
      const item = itemIds.indexOf(post);
      if (item >= 0) scores[item] = 0;
    };
    if (allowed) for (let item = 0; item < scores.length; item++) scores[item]! *= allowed[item]!;
    exclude.forEach(remove);
    // A session's posts are what its visitor has seen.
    if (!excludeSeen) return;
    session?.forEach(remove);
    if (!session) model.removeSeen(user, scores);
    news.forEach(({ post }) => remove(post));
  }

  function rankBy(stages: readonly (readonly [Source, Stage])[], question: Question, news: readonly Tracked[]): Ranked {
    let fallback: FallbackReason = model.knowsUser(question.user) || news.length > 0 ? 'nothing_left' : 'unknown_user';
    const allowed = allowedBy(question);
    for (const [name, stage] of stages) {
      try {
        const answered = stage(question, news, scores);
        if (!answered) continue;
        removeUnwanted(question, news, allowed);
        const { items, total } = pick(scores, question);
        if (total === 0) continue;
        const posts = Array.from(items, (item) => itemIds.id(item));
        const values = Array.from(items, (item) => scores[item]!);
        return { posts, scores: values, total, ...answered, fallback: answered.source === 'model' ? null : fallback };
      } catch (error) {
        fallback = 'error';
        onError(name, error);
      }
    }
    return { posts: [], scores: [], total: 0, source: 'model', reason: 'collaborative_filtering', fallback };
  }

  const stages = { popular: byPopularity, trending: byTrend, random: byChance };
  const after = fallbacks.map((name) => [name, stages[name]] as const);
  return {
    rank: (question, news) => rankBy([['model', byModel], ...after], question, news),
    fallBack: (question, news) => rankBy(after, question, news),
    filter(question, news, list) {
      const unwanted = new Set([...question.exclude, ...(question.excludeSeen ? news.map(({ post }) => post) : [])]);
      const allowed = allowedBy(question);
      const left = list.filter(
        ({ post }) =>
          (!allowed || allowed[itemIds.indexOf(post)] === 1) &&
          !unwanted.has(post) &&
          !(question.excludeSeen && model.hasSeen(question.user, post)),
      );
      const page = left.slice(question.offset, question.offset + question.limit);
      return {
        posts: page.map(({ post }) => post),
        scores: page.map(({ score }) => score),
        total: left.length,
        source: 'precomputed',
        reason: page[0]?.reason ?? 'collaborative_filtering',
        fallback: null,
      };
    },
  };
}

function writeTrends(trending: Trending, { itemIds }: ServedModel, out: Float64Array): boolean {
  out.fill(0);
  let greatest = 0;
  for (const [post, weight] of trending.weights()) {
    const item = itemIds.indexOf(post);
    if (item < 0 || weight <= 0) continue;
    out[item] = weight;
    greatest = Math.max(greatest, weight);
  }
  if (greatest > 0) for (let item = 0; item < out.length; item++) out[item]! /= greatest;
  return greatest > 0;
}

function sourceOf(reason: Reason): Source {
  if (reason === 'popular' || reason === 'trending') return reason;
  return reason === 'random_fallback' ? 'random' : 'model';
}
