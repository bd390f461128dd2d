import type { MatrixInfo, MatrixOrder } from '#shared/domain/matrix.ts';
import { pixelsOf } from '../../../plots/activity-track.ts';
import type { View } from '../../../plots/view.ts';
import { plural } from '../../../text/plural.ts';
import { sides } from './cell-text.ts';

type Props = { info: MatrixInfo; order: MatrixOrder; view: View; width: number; height: number };

/** In these orders the members without history are the last ones. */
export const hasBand = (order: MatrixOrder): boolean =>
  order === 'cluster' || order === 'optimal' || order === 'activity';

/** The last rows and columns, which have no history and so nothing to be ordered by, under their name. */
export function HistoryBand({ info, order, view, width, height }: Props) {
  const { rows, cols } = info.without_history;
  if (!hasBand(order) || rows + cols === 0) return null;
  const side = sides(info.kind);
  const across =
    rows > 0
      ? pixelsOf({ from: info.rows - rows, to: info.rows }, { from: view.r0, to: view.r1, pixels: height })
      : null;
  const down =
    cols > 0
      ? pixelsOf({ from: info.cols - cols, to: info.cols }, { from: view.c0, to: view.c1, pixels: width })
      : null;
  return (
    <div className="heatmap-cells" style={{ width, height }} aria-hidden>
      {across && (
        <div className="history-band" style={{ top: across.start, height: across.end - across.start, left: 0, width }}>
          <span>no history: {plural(rows, side.row)}</span>
        </div>
      )}
      {down && (
        <div
          className="history-band"
          data-upright
          style={{ left: down.start, width: down.end - down.start, top: 0, height }}
        >
          <span>no history: {plural(cols, side.col)}</span>
        </div>
      )}
    </div>
  );
}
