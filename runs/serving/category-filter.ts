import { KindredError } from '#shared/api/errors.ts';
import { didYouMean } from '#shared/domain/did-you-mean.ts';
import type { ItemCategories } from '#runs/bundle/item-categories.ts';
import { rowIndices } from '#runs/matrix/csr.ts';

/**
 * Which items are in one of these categories: 1 for those that are.
 * @throws KindredError invalid_input for a category that the model does not know
 */
export function itemsIn(categories: ItemCategories | null, wanted: readonly string[]): Uint8Array {
  const names = categories?.names ?? [];
  const columns = new Set(
    wanted.map((name) => {
      const column = names.indexOf(name);
      if (column >= 0) return column;
      const reason = categories ? didYouMean(name, [...names]) : ' This model knows no categories of its items.';
      throw new KindredError('invalid_input', `There is no category ${JSON.stringify(name.slice(0, 100))}.${reason}`);
    }),
  );
  const membership = categories!.membership;
  return Uint8Array.from({ length: membership.rows }, (_, item) =>
    rowIndices(membership, item).some((column) => columns.has(column)) ? 1 : 0,
  );
}
