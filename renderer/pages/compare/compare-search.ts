import { MatrixOrder } from '#shared/domain/matrix.ts';
import { defined, flagOf, listOf, numberOf, oneOf, textOf } from '../../core/search-text.ts';

/** As many as can be selected. */
export const maxCompared = 6;

/**
 * The runs side by side: the first is what the others are measured against; `with` is the one in view, `k` the list length, `user`
 * whose lists are drawn, `order` that of the difference heatmap and `t` the least difference that it shows.
 */
export type CompareSearch = {
  runs?: string[];
  with?: string;
  identical?: true;
  k?: number;
  user?: string;
  order?: MatrixOrder;
  t?: number;
};

/** Changes the address; undefined takes a choice back. */
export type CompareChange = (part: { [K in keyof CompareSearch]?: CompareSearch[K] | undefined }) => void;

export function readCompareSearch(search: Record<string, unknown>): CompareSearch {
  return defined({
    runs: listOf(search['runs'])?.slice(0, maxCompared),
    with: textOf(search['with']),
    identical: flagOf(search['identical']),
    k: numberOf(search['k']),
    user: textOf(search['user']),
    order: oneOf(MatrixOrder.options, search['order']),
    t: numberOf(search['t']),
  });
}
