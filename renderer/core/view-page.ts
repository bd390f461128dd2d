import type { Kind } from '#shared/domain/kind.ts';
import type { ViewPage } from '#shared/domain/saved-view.ts';

/** Where what is saved of a page is kept: equal names of two kinds are two things. */
export const viewPage = (page: 'runs' | 'compare' | 'train', kind: Kind): ViewPage =>
  kind === 'recommender' ? page : `${page}_queries`;
