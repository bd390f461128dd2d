import { defined, textOf } from '../../core/search-text.ts';

/** `from` opens the recipe of a dataset. */
export type StudioSearch = { from?: string };

export const readStudioSearch = (search: Record<string, unknown>): StudioSearch =>
  defined({ from: textOf(search['from']) });
