import type { WindowAxes } from '#shared/domain/matrix.ts';
import type { View } from '../../../plots/view.ts';
import type { Position } from './cursor-keys.ts';
import { cellAt, extent } from './place-in-view.ts';

type Props = { axes: WindowAxes; cursor: Position | null; view: View; width: number; height: number };

/** Fewest pixels of the frame, so that it is seen around cells of one pixel. */
const least = 9;

/** The frame around the cell that the keyboard, or the last click, is on. */
export function CellCursor({ axes, cursor, view, width, height }: Props) {
  const at = cursor && cellAt(axes, cursor);
  const [row, col] = at ? [axes.rows[at.row], axes.cols[at.col]] : [];
  if (!row || !col) return null;
  const y = extent(row, view.r0, view.r1, height);
  const x = extent(col, view.c0, view.c1, width);
  if (x.start < -1 || y.start < -1 || x.start >= width || y.start >= height) return null;
  const grow = (size: number) => Math.max(0, (least - size) / 2);
  return (
    <div className="heatmap-cells" style={{ width, height }} aria-hidden>
      <div
        className="cell-cursor"
        style={{
          left: x.start - grow(x.size),
          top: y.start - grow(y.size),
          width: Math.max(least, x.size),
          height: Math.max(least, y.size),
        }}
      />
    </div>
  );
}
