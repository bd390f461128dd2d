import { topK } from '#runs/matrix/top-k.ts';

/** A page of the best items: score descending, then the smaller index; items that nothing speaks for (score 0) are on no page. */
export type Page = { items: Int32Array; /** Items on all pages. */ total: number };

export function pick(scores: Float64Array, { limit, offset }: { limit: number; offset: number }): Page {
  let total = 0;
  for (let item = 0; item < scores.length; item++) if (scores[item]! > 0) total += 1;
  return { items: topK(scores, Math.min(total, offset + limit)).subarray(offset), total };
}
