import type { MatrixTree } from '#shared/domain/matrix-facts.ts';
import { dendrogramPath } from '../../../plots/dendrogram.ts';
import { trackRoom } from '../../../plots/heatmap.ts';
import type { View } from '../../../plots/view.ts';

type Props = { tree: MatrixTree; view: View; width: number; before: number };

const height = trackRoom.tree - 8;

/** The dendrogram behind the order of the columns, above them. */
export function TreeTrack({ tree, view, width, before }: Props) {
  const d = dendrogramPath(tree.branches, { from: view.c0, to: view.c1, pixels: width }, height);
  return (
    <svg
      className="tree-track"
      style={{ left: 0, top: -before - height - 4 }}
      width={width}
      height={height}
      aria-hidden
    >
      <path d={d} />
    </svg>
  );
}
