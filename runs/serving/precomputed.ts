import type { Reason } from '#runs/models/model.ts';

/** Lists that were computed before, such as rows of `user_recommendation`. */
export type Precomputed = {
  /** Asked before the model, or where the model has nothing. */
  order: 'first' | 'fallback';
  /** Best first; rows that expired are not among them. Null where there is nothing, where it took too long or where reading failed. */
  read(user: string): Promise<{ post: string; score: number; reason: Reason }[] | null>;
};
