import type { DifferenceSide } from '#shared/domain/list-comparison.ts';
import type { MatrixInfo, WindowAxes } from '#shared/domain/matrix.ts';
import type { MatrixWindow } from '#shared/domain/window-bytes.ts';
import { formatCount, formatFigure, formatSigned } from '../../text/number.ts';
import { plural } from '../../text/plural.ts';
import { binText, cellOf } from '../run/heatmap/cell-text.ts';
import type { Position } from '../run/heatmap/cursor-keys.ts';
import { cellAt } from '../run/heatmap/place-in-view.ts';

type Drawn = { axes: WindowAxes; windows: Record<DifferenceSide, MatrixWindow> };

/**
 * One sentence about a cell of all three maps, for the tooltip and the live region alike: who, how alike under A and under the other,
 * and the difference. Null beside the drawn cells.
 */
export function differenceText(
  { axes, windows }: Drawn,
  position: Position | null,
  groups: MatrixInfo['groups'],
  letter: string,
): string | null {
  const at = position && cellAt(axes, position);
  const [a, b, difference] = (['a', 'b', 'difference'] as const).map((side) => at && cellOf(windows[side], axes, at));
  if (!a || !b || !difference) return null;
  const { row, col } = a;
  const where = `${binText(row, 'user', groups)} × ${binText(col, 'user', groups)}`;
  if (Number.isNaN(difference.value)) return `${where}: no data in ${whoLacks(a.value, b.value, letter)}`;
  const pairs = (row.to - row.from) * (col.to - col.from);
  const mean = pairs === 1 ? '' : 'mean ';
  const values = `A ${mean}${formatFigure(a.value)}, ${letter} ${mean}${formatFigure(b.value)}, ${letter} − A ${formatSigned(difference.value)}`;
  return `${where}: ${values}${pairs === 1 ? '' : `, ${formatCount(difference.count)} of ${plural(pairs, 'pair')} with data`}`;
}

function whoLacks(a: number, b: number, letter: string): string {
  if (Number.isNaN(a)) return Number.isNaN(b) ? `A and ${letter}` : 'A';
  return letter;
}

/** The two users of a cell, once where it is one user with themselves; none where the cell stands for many. */
export function cellUsers(axes: WindowAxes, position: Position | null): string[] {
  const at = position && cellAt(axes, position);
  const ids = at ? [axes.rows[at.row]?.id, axes.cols[at.col]?.id] : [];
  const known = ids.filter((id) => typeof id === 'string');
  return known.length === 2 ? [...new Set(known)] : [];
}
