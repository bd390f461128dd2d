import type { WindowAxes } from '#shared/domain/matrix.ts';
import { activityPath, mostActivity } from '../../../plots/activity-track.ts';
import { trackRoom } from '../../../plots/heatmap.ts';
import type { View } from '../../../plots/view.ts';

type Props = { axes: WindowAxes; view: View; width: number; height: number; before: number };

const thickness = trackRoom.activity - 6;

/** Interactions of each row and column as bars beside the cells. @param before  pixels between the cells and the bars */
export function ActivityTracks({ axes, view, width, height, before }: Props) {
  const rows = activityPath(
    axes.rows,
    { from: view.r0, to: view.r1, pixels: height },
    thickness,
    mostActivity(axes.rows),
    'y',
  );
  const cols = activityPath(
    axes.cols,
    { from: view.c0, to: view.c1, pixels: width },
    thickness,
    mostActivity(axes.cols),
    'x',
  );
  const gap = before + 3;
  return (
    <div aria-hidden className="activity-tracks">
      <svg style={{ left: 0, top: -gap - thickness }} width={width} height={thickness}>
        <path d={cols} />
      </svg>
      <svg style={{ left: -gap - thickness, top: 0 }} width={thickness} height={height}>
        <path d={rows} />
      </svg>
    </div>
  );
}
