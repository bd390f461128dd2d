import { useCall } from '../../core/use-call.ts';
import { useSelectedUsers } from './heatmap/selection/use-selected-users.ts';
import { selectionIn, type HeatmapSearch } from './heatmap-search.ts';

/** The part of the address that says who is selected in the heatmap; the tabs carry it along. */
export type CarriedSelection = Pick<HeatmapSearch, 'kind' | 'order' | 'sel'>;

export const carried = ({ kind, order, sel }: HeatmapSearch): CarriedSelection =>
  sel ? { ...(kind && { kind }), ...(order && { order }), sel } : {};

/** The users who are selected in the heatmap of this run; none where nothing is, undefined while they are being read. */
export function useHeatmapSelection(run: string, search: CarriedSelection): string[] | undefined {
  const kind = search.kind ?? 'user_similarity_matrix';
  const info = useCall('matrix.info', { run, kind }, { enabled: search.sel !== undefined }).data;
  const order = search.order ?? (info?.orders.includes('group') ? 'group' : 'dataset');
  const selection = info ? selectionIn(search.sel, info) : null;
  const users = useSelectedUsers({ run, kind, order }, selection);
  if (!search.sel) return [];
  return info ? users : undefined;
}
