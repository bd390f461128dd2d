import { textOn } from '#shared/domain/group-colours.ts';
import type { MatrixInfo, MatrixKind, WindowAxes } from '#shared/domain/matrix.ts';
import { trackSegments, type TrackSegment } from '../../../plots/group-track.ts';
import type { View } from '../../../plots/view.ts';

type Props = {
  axes: WindowAxes;
  kind: MatrixKind;
  groups: NonNullable<MatrixInfo['groups']>;
  view: View;
  width: number;
  height: number;
};

/** Colour and letter of the groups along the rows and, where columns are of the same kind, along the columns. */
export function GroupTracks({ axes, kind, groups, view, width, height }: Props) {
  const rows = trackSegments(axes.rows, groups.letters, view.r0, view.r1, height);
  const cols = kind === 'user_item_matrix' ? [] : trackSegments(axes.cols, groups.letters, view.c0, view.c1, width);
  return (
    <div aria-hidden>
      <div className="track track-top" style={{ width }}>
        {cols.map((segment) => (
          <Segment key={segment.key} segment={segment} place={{ left: segment.start, width: segment.size }} />
        ))}
      </div>
      <div className="track track-left" style={{ height }}>
        {rows.map((segment) => (
          <Segment key={segment.key} segment={segment} place={{ top: segment.start, height: segment.size }} />
        ))}
      </div>
    </div>
  );
}

function Segment({ segment, place }: { segment: TrackSegment; place: React.CSSProperties }) {
  return (
    <span className="track-part" style={{ ...place, background: segment.colour, color: textOn(segment.colour) }}>
      {segment.letter}
    </span>
  );
}
