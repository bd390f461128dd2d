import type { Column } from './types.ts';

/** Pixels that the column with the checkboxes takes. */
export const checkWidth = 36;

/** Where each pinned column stops on its way to the left; undefined for those that scroll. Pinned columns come first. */
export function pinnedOffsets<T>(columns: readonly Pick<Column<T>, 'width' | 'pinned'>[]): (number | undefined)[] {
  let left = checkWidth;
  return columns.map(({ width, pinned }) => {
    if (!pinned) return undefined;
    const offset = left;
    left += width;
    return offset;
  });
}
