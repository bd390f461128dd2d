import type { MatrixBranch } from '#shared/domain/matrix-facts.ts';

type Place = { from: number; to: number; pixels: number };

/**
 * A dendrogram over the positions on screen, as an SVG path: each branch joins its two children at its height, the root on top.
 * Branches that are not divided further end in the middle of their positions.
 */
export function dendrogramPath(branches: readonly MatrixBranch[], view: Place, height: number): string {
  const root = branches[0];
  if (!root) return '';
  // Distances of sparse users are all near 1: the axis is that of the branches that are drawn.
  const inner = branches.flatMap(({ children, height: at }) => (children ? [at] : []));
  const lowest = Math.min(...inner, root.height) * 0.95;
  const span = Math.max(root.height - lowest, Number.MIN_VALUE);
  const perPosition = view.pixels / (view.to - view.from);
  const x = (position: number) => round((position - view.from) * perPosition);
  const y = (at: number) => round(1 + (height - 2) * Math.min(1, (root.height - at) / span));
  const middles = middlesOf(branches);
  return branches
    .flatMap(({ children, height: at, from, to }, index) => {
      if (!children || to <= view.from || from >= view.to) return [];
      const [left, right] = children;
      const [a, b] = [middles[left]!, middles[right]!];
      const stem = index === 0 ? `M${x(middles[0]!)} 0V${y(at)}` : '';
      return `${stem}M${x(a)} ${y(branches[left]!.height)}V${y(at)}H${x(b)}V${y(branches[right]!.height)}`;
    })
    .join('');
}

/** Where the stem of each branch stands; children follow their parents. */
function middlesOf(branches: readonly MatrixBranch[]): number[] {
  const middles = branches.map(({ from, to }) => (from + to) / 2);
  for (let index = branches.length - 1; index >= 0; index--) {
    const children = branches[index]!.children;
    if (children) middles[index] = (middles[children[0]]! + middles[children[1]]!) / 2;
  }
  return middles;
}

const round = (value: number) => Math.round(value * 100) / 100;
