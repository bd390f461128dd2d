import type { Neighbourhood, UserRow } from '#shared/domain/user-lens.ts';

export type EgoNode = {
  user: string;
  x: number;
  y: number;
  radius: number;
  group: UserRow['group'];
  similarity: number;
  /** Linked to users of at least two groups other than their own. */
  isBridge: boolean;
};
export type EgoLink = { from: EgoNode; to: EgoNode; similarity: number };

/** Radii of the innermost and outermost place, as shares of the picture's half. */
const nearest = 0.28;
const farthest = 0.9;

/**
 * Neighbours around the middle: the more similar the nearer, users of one group beside one another (then by similarity).
 * The same neighbours give the same picture.
 * @param half  pixels from the middle to the edge
 */
export function egoLayout({ neighbours, links }: Neighbourhood, half: number): { nodes: EgoNode[]; links: EgoLink[] } {
  const similarities = neighbours.map(({ similarity }) => similarity);
  const [low, high] = [Math.min(...similarities), Math.max(...similarities)];
  const order = neighbours
    .map((_, place) => place)
    .sort((a, b) => groupIndex(neighbours[a]!) - groupIndex(neighbours[b]!) || a - b);
  const nodes: EgoNode[] = [];
  order.forEach((place, step) => {
    const { user, group, similarity } = neighbours[place]!;
    const angle = (2 * Math.PI * step) / order.length - Math.PI / 2;
    const away = high > low ? (high - similarity) / (high - low) : 0;
    // Alternate a little, so that neighbours on the circle do not lie on one another.
    const distance = half * Math.min(farthest, nearest + (farthest - nearest) * away + (step % 2) * 0.06);
    nodes[place] = {
      user,
      group,
      similarity,
      x: half + distance * Math.cos(angle),
      y: half + distance * Math.sin(angle),
      radius: 7,
      isBridge: isBridge(neighbours, links, place),
    };
  });
  return {
    nodes,
    links: links.map(({ a, b, similarity }) => ({ from: nodes[a]!, to: nodes[b]!, similarity })),
  };
}

const groupIndex = ({ group }: Pick<UserRow, 'group'>): number => group?.index ?? Number.MAX_SAFE_INTEGER;

function isBridge(neighbours: Neighbourhood['neighbours'], links: Neighbourhood['links'], place: number): boolean {
  const own = neighbours[place]!.group?.index;
  const linked = links.flatMap(({ a, b }) => (a === place ? [b] : b === place ? [a] : []));
  const groups = new Set(linked.flatMap((other) => neighbours[other]!.group?.index ?? []));
  if (own !== undefined) groups.delete(own);
  return groups.size >= 2;
}
