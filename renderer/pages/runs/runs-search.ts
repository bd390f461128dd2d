import { defined, flagOf, listOf, textOf } from '../../core/search-text.ts';

/** How many runs can be selected, because more cannot be told apart side by side. */
export const maxSelected = 6;

/** What the user chose on the page of runs, as it stands in its address. */
export type RunsSearch = {
  filter?: string;
  /** `ndcg@10 desc`; absent for newest first. */
  order?: string;
  /** Column ids; absent for the usual ones. */
  cols?: string[];
  /** Ids of the selected runs, in the order of selection. */
  sel?: string[];
  archived?: true;
};

export function readRunsSearch(search: Record<string, unknown>): RunsSearch {
  return defined({
    filter: textOf(search['filter']),
    order: textOf(search['order']),
    cols: listOf(search['cols']),
    sel: listOf(search['sel'])?.slice(0, maxSelected),
    archived: flagOf(search['archived']),
  });
}
