import type { Model } from '#runs/models/model.ts';
import type { readMl1mTest } from '../../support/ml-1m.ts';

export type Figures = Record<'HR@5' | 'HR@10' | 'NDCG@5' | 'NDCG@10', number>;

const nothing = (): Figures => ({ 'HR@5': 0, 'HR@10': 0, 'NDCG@5': 0, 'NDCG@10': 0 });

/** Means over users with equal scores in the order of ids, and as the expectation over all orders of equal scores. */
export function figuresOf(
  model: Model,
  items: number,
  { positive, candidates }: ReturnType<typeof readMl1mTest>,
): { byId: Figures; overTies: Figures } {
  const [byId, overTies] = [nothing(), nothing()];
  const users = positive.length;
  const scores = new Float64Array(items);
  for (let user = 0; user < users; user++) {
    model.score(user, scores);
    const item = positive[user]!;
    const others = Array.from(candidates[user]!).filter((other) => other !== item);
    const better = others.filter((other) => scores[other]! > scores[item]!).length;
    const equal = others.filter((other) => scores[other] === scores[item]);
    addRank(byId, better + equal.filter((other) => other < item).length, 1 / users);
    for (let before = 0; before <= equal.length; before++) {
      addRank(overTies, better + before, 1 / users / (equal.length + 1));
    }
  }
  return { byId, overTies };
}

/** @param rank from 0 */
function addRank(figures: Figures, rank: number, weight: number): void {
  for (const k of [5, 10] as const) {
    if (rank >= k) continue;
    figures[`HR@${k}`] += weight;
    figures[`NDCG@${k}`] += weight / Math.log2(rank + 2);
  }
}
