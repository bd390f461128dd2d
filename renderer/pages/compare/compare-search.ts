import { DifferenceSource } from '#shared/domain/list-comparison.ts';
import { MatrixOrder } from '#shared/domain/matrix.ts';
import { maxCompared } from '../../core/run-selection.ts';
import { kindOfSearch } from '../../core/kind-of-search.ts';
import { defined, flagOf, listOf, numberOf, oneOf, textOf } from '../../core/search-text.ts';

/**
 * The runs side by side: the first is what the others are measured against; `with` is the one in view, `k` the list length, `user`
 * whose lists are drawn, `by` what makes users alike in the difference heatmap, `order` its order and `t` the least difference that it shows.
 */
export type CompareSearch = {
  /** Absent for recommenders, and where the address is not passed on. */
  kind?: 'query_performance';
  runs?: string[];
  with?: string;
  identical?: true;
  k?: number;
  user?: string;
  by?: DifferenceSource;
  order?: MatrixOrder;
  t?: number;
  /** The query whose samples are ringed. */
  query?: string;
};

/** Changes the address; undefined takes a choice back. */
export type CompareChange = (part: { [K in keyof CompareSearch]?: CompareSearch[K] | undefined }) => void;

export function readCompareSearch(search: Record<string, unknown>): CompareSearch {
  return defined({
    kind: kindOfSearch(search),
    runs: listOf(search['runs'])?.slice(0, maxCompared),
    with: textOf(search['with']),
    identical: flagOf(search['identical']),
    k: numberOf(search['k']),
    user: textOf(search['user']),
    by: oneOf(DifferenceSource.options, search['by']),
    order: oneOf(MatrixOrder.options, search['order']),
    t: numberOf(search['t']),
    query: textOf(search['query']),
  });
}
