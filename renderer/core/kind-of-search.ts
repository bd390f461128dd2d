import { Kind } from '#shared/domain/kind.ts';
import { oneOf } from './search-text.ts';

/** The kind that an address names, so that a link to a list opens what was meant; absent for recommenders. */
export const kindOfSearch = (search: Record<string, unknown>): Exclude<Kind, 'recommender'> | undefined =>
  oneOf(['query_performance'] as const, search['kind']);

/** What a page's address says beside its own words. */
export const kindForSearch = (kind: Kind): { kind?: Exclude<Kind, 'recommender'> } =>
  kind === 'recommender' ? {} : { kind };
