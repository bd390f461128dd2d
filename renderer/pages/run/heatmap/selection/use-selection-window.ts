import type { Selection } from '../../heatmap-search.ts';
import { useWindow } from '../use-window.ts';
import type { WindowAsk } from '../window-query.ts';

/** The selected cells, single ones where they are at most 400 on either side. */
export function useSelectionWindow(ask: Omit<WindowAsk, 'r0' | 'r1' | 'c0' | 'c1'>, selection: Selection) {
  return useWindow({ ...ask, ...selection });
}
