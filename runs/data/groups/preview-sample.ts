import type { GroupsPreview } from '#shared/domain/groups-preview.ts';
import type { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { userId } from './generate-groups.ts';
import type { DrawnGroups } from './drawn-groups.ts';

const most = { users: 120, items: 80 };

/** Users in group order and items in pool order, evenly taken where there are more than can be shown. */
export function previewSample(
  recipe: GroupsRecipe,
  items: readonly string[],
  { matrix, ofRow, places }: DrawnGroups,
): GroupsPreview['sample'] {
  const rows = evenly(matrix.rows, most.users);
  const columns = evenly(matrix.cols, most.items);
  const values = rows.map((row) => {
    const dense = new Float64Array(matrix.cols);
    for (let p = matrix.indptr[row]!; p < matrix.indptr[row + 1]!; p++) dense[matrix.indices[p]!] = matrix.values[p]!;
    return columns.map((column) => dense[column]!);
  });
  return {
    users: rows.map((row) => userId(recipe, places[row]!)),
    groups: rows.map((row) => ofRow[row]!),
    items: columns.map((column) => items[column]!),
    values,
  };
}

const evenly = (count: number, most: number): number[] =>
  Array.from({ length: Math.min(count, most) }, (_, at) => Math.floor((at * count) / Math.min(count, most)));
