import type { Neighbourhood } from '#shared/domain/user-lens.ts';
import { cosine } from '#runs/matrix/cosine.ts';
import { rowIndices, rowNorms, rowValues, type Csr } from '#runs/matrix/csr.ts';
import { loadGraph } from '#runs/models/neighbour-graph.ts';
import { sharedItems } from './explain-row.ts';
import { namedItem, userRow, type Lens } from './lens.ts';

/** Links that each neighbour keeps to others: more of them would hide the picture. */
const linksEach = 2;

type Near = { row: number; similarity: number };

/** The most similar users: those of the model where it is a neighbourhood of users, else by the cosine of what they have in train. */
export function neighbourhood(lens: Lens, user: string, limit: number): Neighbourhood {
  const index = lens.userIds.indexOf(user);
  const own = index < 0 ? [] : modelNeighbours(lens, index);
  const near = own ?? lens.similar.nearest(index, limit);
  const shown = near.slice(0, limit);
  return {
    by: own ? 'model' : 'data',
    neighbours: shown.map(({ row, similarity }) => ({
      ...userRow(lens, row),
      similarity,
      shared: sharedItems(lens.train, index, row).map((item) => namedItem(lens, item)),
    })),
    links: linksBetween(lens, shown),
  };
}

/** Whose ratings count for the user, the most similar first; null where the model has no users as neighbours. */
function modelNeighbours(lens: Lens, user: number): Near[] | null {
  const graph = neighbourGraph(lens);
  if (!graph) return null;
  const similarities = rowValues(graph, user);
  return Array.from(rowIndices(graph, user), (row, n) => ({ row, similarity: similarities[n]! })).sort(
    (a, b) => b.similarity - a.similarity || a.row - b.row,
  );
}

/** users × users: whose ratings count for each user, with the similarity; null where the model has no users as neighbours. */
export function neighbourGraph({ source, saved, train }: Lens): Csr | null {
  return source.algorithm === 'user_knn' ? loadGraph(saved, train.rows) : null;
}

/** The strongest links of each, once, with a similarity above 0. */
function linksBetween({ train }: Lens, near: readonly Near[]): Neighbourhood['links'] {
  const norms = rowNorms(train);
  const links = new Map<string, Neighbourhood['links'][number]>();
  near.forEach(({ row }, place) => {
    const others = near
      .map((other, at) => ({ at, similarity: at === place ? 0 : cosine(train, norms, row, other.row) }))
      .filter(({ similarity }) => similarity > 0)
      .sort((a, b) => b.similarity - a.similarity || a.at - b.at);
    for (const { at, similarity } of others.slice(0, linksEach)) {
      const [a, b] = [Math.min(place, at), Math.max(place, at)];
      links.set(`${a} ${b}`, { a, b, similarity });
    }
  });
  return [...links.values()];
}
