import type { MatrixOrder, MatrixSide as Side } from '#shared/domain/matrix.ts';
import type { Found } from '#shared/domain/matrix-facts.ts';
import type { MatrixSide } from './matrices.ts';
import { orderOf } from './matrix-orders.ts';
import { positionsOf } from './windows/grid.ts';

/** How well a text is met: 0 the same, 1 at the beginning, 2 inside; null not at all. */
function rankOf(candidate: string, text: string): number | null {
  const lower = candidate.toLowerCase();
  if (lower === text) return 0;
  const at = lower.indexOf(text);
  return at < 0 ? null : at === 0 ? 1 : 2;
}

/** The members of a side whose id or name has the text in it, best first, then in the order of ids; case does not matter. */
export function findMembers(side: MatrixSide, name: Side, order: MatrixOrder, text: string, limit: number): Found[] {
  const { ids, names, groupOf } = side.axis;
  const wanted = text.trim().toLowerCase();
  const ranked = ids.flatMap((id, member) => {
    const ranks = [rankOf(id, wanted), rankOf(names?.[member] ?? '', wanted)].filter((rank) => rank !== null);
    return ranks.length === 0 ? [] : [{ member, rank: Math.min(...ranks) }];
  });
  const found = ranked.sort((a, b) => a.rank - b.rank || a.member - b.member).slice(0, limit);
  if (found.length === 0) return [];
  const positions = positionsOf(orderOf(side, order));
  return found.map(({ member }) => ({
    side: name,
    id: ids[member]!,
    name: names?.[member] ?? null,
    position: positions[member]!,
    group: groupAt(groupOf, member),
  }));
}

/** A member's group, null for none. */
export function groupAt(groupOf: Int32Array | null, member: number): number | null {
  const group = groupOf?.[member] ?? -1;
  return group < 0 ? null : group;
}
