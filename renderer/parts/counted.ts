import type { Kind } from '#shared/domain/kind.ts';

/** What a comparison counts as better, the same and worse, and resamples for its intervals. */
export type Counted = 'users' | 'queries';

export const countedOf = (kind: Kind): Counted => (kind === 'recommender' ? 'users' : 'queries');
