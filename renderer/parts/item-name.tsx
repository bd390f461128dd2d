import type { NamedItem } from '#shared/domain/user-lens.ts';

/** An item's name with its id on hover, or the id where the data has no names. */
export function ItemName({ item: { item, name } }: { item: NamedItem }) {
  return (
    <span className="clip" title={name === null ? item : `${name} (${item})`} data-item={item}>
      {name ?? item}
    </span>
  );
}
