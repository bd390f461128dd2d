import { pixelsOf } from '../../../../plots/activity-track.ts';
import type { View } from '../../../../plots/view.ts';
import type { Selection } from '../../heatmap-search.ts';

type Props = { selection: Selection | null; view: View; width: number; height: number };

/** The frame around the selected cells. */
export function SelectionFrame({ selection, view, width, height }: Props) {
  if (!selection) return null;
  const x = pixelsOf({ from: selection.c0, to: selection.c1 }, { from: view.c0, to: view.c1, pixels: width });
  const y = pixelsOf({ from: selection.r0, to: selection.r1 }, { from: view.r0, to: view.r1, pixels: height });
  if (!x || !y) return null;
  const place = { left: x.start, width: x.end - x.start, top: y.start, height: y.end - y.start };
  return (
    <div className="heatmap-cells" style={{ width, height }} aria-hidden>
      <div className="selection-frame" style={place} />
    </div>
  );
}
