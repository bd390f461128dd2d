import { kindOfSearch } from '../../core/kind-of-search.ts';
import { defined, flagOf, listOf, numberOf, oneOf, textOf } from '../../core/search-text.ts';
import { maxSelected } from '../../core/run-selection.ts';

export const charts = ['parallel', 'scatter', 'box', 'history', 'importance'] as const;
export type Chart = (typeof charts)[number];
export const spreads = ['ci', 'se', 'sd'] as const;
/** Steps of a history by a word. */
export const stepWords = ['best', 'lowest', 'highest'] as const;
export type Spread = (typeof spreads)[number];

/** What the user chose on the page of runs, as it stands in its address. */
export type RunsSearch = {
  /** Absent for recommenders, and where the address is not passed on. */
  kind?: 'query_performance';
  filter?: string;
  /** `ndcg@10 desc`; absent for newest first. */
  order?: string;
  /** Column ids; absent for the usual ones. */
  cols?: string[];
  /** Only columns in which the filtered runs differ. */
  differ?: true;
  archived?: true;
  /** What runs are gathered by: `seed`, a param, a tag or a fact; absent for single runs. */
  group?: string;
  /** What stands behind ± of a group; absent for the 95 % interval. */
  spread?: Spread;
  chart?: Chart;
  /** Columns of the axes: of the scatter, of the box plot's groups, and the metric that is drawn. */
  x?: string;
  y?: string;
  /** Columns of the parallel axes, in their order. */
  axes?: string[];
  /** Steps over which the history is averaged. */
  smooth?: number;
  /** Which step of a history is marked: a word, or its number; absent for the last. */
  step?: (typeof stepWords)[number] | number;
  /** Ids of the selected runs, in the order of selection. */
  sel?: string[];
  pin?: string[];
  hide?: string[];
  base?: string;
};

/** The parts of the address that are the selection, which other views share. */
export const selectionKeys = ['sel', 'pin', 'hide', 'base'] as const;

export function readRunsSearch(search: Record<string, unknown>): RunsSearch {
  return defined({
    kind: kindOfSearch(search),
    filter: textOf(search['filter']),
    order: textOf(search['order']),
    cols: listOf(search['cols']),
    differ: flagOf(search['differ']),
    archived: flagOf(search['archived']),
    group: textOf(search['group']),
    spread: oneOf(spreads, search['spread']),
    chart: oneOf(charts, search['chart']),
    x: textOf(search['x']),
    y: textOf(search['y']),
    axes: listOf(search['axes']),
    smooth: numberOf(search['smooth']),
    step: oneOf(stepWords, search['step']) ?? numberOf(search['step']),
    sel: listOf(search['sel'])?.slice(0, maxSelected),
    pin: listOf(search['pin']),
    hide: listOf(search['hide']),
    base: textOf(search['base']),
  });
}
