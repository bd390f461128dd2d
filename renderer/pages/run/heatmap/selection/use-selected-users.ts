import type { MatrixKind, MatrixOrder } from '#shared/domain/matrix.ts';
import { useCall } from '../../../../core/use-call.ts';
import type { Selection } from '../../heatmap-search.ts';

type Asked = { run: string; kind: MatrixKind; order: MatrixOrder };

/**
 * The users of a selection, each once: those of the rows and, where columns are users too, of the columns; none for items.
 * Undefined while they are being read.
 */
export function useSelectedUsers({ run, kind, order }: Asked, selection: Selection | null): string[] | undefined {
  const isOfUsers = selection !== null && kind !== 'item_similarity_matrix';
  const { r0, r1, c0, c1 } = selection ?? { r0: 0, r1: 1, c0: 0, c1: 1 };
  const ask = { run, kind, order };
  const rows = useCall('matrix.members', { ...ask, side: 'rows', from: r0, to: r1 }, { enabled: isOfUsers });
  const hasColumns = isOfUsers && kind === 'user_similarity_matrix';
  const cols = useCall('matrix.members', { ...ask, side: 'cols', from: c0, to: c1 }, { enabled: hasColumns });
  if (!isOfUsers) return [];
  if (!rows.data || (hasColumns && !cols.data)) return undefined;
  return [...new Set([...rows.data, ...(hasColumns ? (cols.data ?? []) : [])].map(({ id }) => id))];
}
