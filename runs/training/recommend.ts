import type { Contribution, Recommendation } from '#shared/domain/run.ts';
import { namedContribution } from '#runs/models/named-contribution.ts';
import type { TrainedRun } from './trained-run.ts';

export type RecommendQuery = { user: string; limit: number; explain: boolean };
export type RecommendAnswer = {
  user: string;
  /** False where the model never saw the user and the cold-start policy answers. */
  known: boolean;
  recommendations: (Recommendation & { contributions?: Contribution[] })[];
};

/** The first `limit` items that the user has not seen, best first, with ids in place of indices. */
export function recommendFor(run: TrainedRun, { user, limit, explain }: RecommendQuery): RecommendAnswer {
  const index = run.userIds.indexOf(user);
  const idOf = (kind: 'user' | 'item', at: number) => (kind === 'user' ? run.userIds : run.itemIds).id(at);
  const recommendations = run.recommender.recommend(index, { limit }).map(({ item, score, reason }) => ({
    item: run.itemIds.id(item),
    score,
    reason,
    ...(explain &&
      index >= 0 && {
        contributions: run.recommender.explain(index, item).map((part) => namedContribution(part, idOf)),
      }),
  }));
  return { user, known: index >= 0, recommendations };
}
