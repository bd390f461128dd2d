import { useDebouncedValue } from '@mantine/hooks';
import type { MatrixInfo } from '#shared/domain/matrix.ts';
import { useCall } from '../../../core/use-call.ts';
import { cellOf, cellText, detailText } from './cell-text.ts';
import type { Position } from './cursor-keys.ts';
import { cellAt } from './place-in-view.ts';
import { useCellFigures } from './use-cell-figures.ts';
import type { DrawnWindow } from './window-query.ts';

/** Milliseconds of rest on a pair before what both have is asked for. */
const rest = 120;

/** One sentence about the cell at a position, for the tooltip and the live region alike; its details follow when they are there. */
export function useCellSentence(
  { asked, axes, window }: DrawnWindow,
  info: MatrixInfo,
  position: Position | null,
): string | null {
  const at = position && cellAt(axes, position);
  const cell = at && cellOf(window, axes, at);
  const figures = useCellFigures(asked, cell);
  const ids = cell && cell.row.id !== null && cell.col.id !== null ? { row: cell.row.id, col: cell.col.id } : null;
  const here = ids ? `${ids.row}\n${ids.col}` : '';
  const [settled] = useDebouncedValue(here, rest);
  const isPair = ids !== null && info.kind !== 'user_item_matrix' && settled === here;
  const { run, kind } = asked;
  const pair = useCall('matrix.pair', { run, kind, ...(ids ?? { row: '-', col: '-' }) }, { enabled: isPair }).data;
  if (!cell) return null;
  const text = cellText(cell, info.kind, asked.agg, info.groups);
  if (figures) return text + detailText(figures);
  if (!isPair || !pair || pair.shared === null) return text;
  const noun = kind === 'item_similarity_matrix' ? 'user' : 'item';
  return text + detailText({ shared: pair.shared, of: [pair.row_items, pair.col_items], noun });
}
