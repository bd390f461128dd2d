import { defined, numberOf, oneOf, textOf } from '../../core/search-text.ts';

export const triedSlots = ['live', 'candidate', 'both'] as const;
export type TriedSlots = (typeof triedSlots)[number];

/** The model in view, and what is tried: for whom, how long a list, from which version. */
export type ServingSearch = { model?: string; user?: string; k?: number; slot?: TriedSlots };

export function readServingSearch(search: Record<string, unknown>): ServingSearch {
  return defined({
    model: textOf(search['model']),
    user: textOf(search['user']),
    k: numberOf(search['k']),
    slot: oneOf(triedSlots, search['slot']),
  });
}
