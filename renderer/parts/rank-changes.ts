/** Where an item of one list stands against another list: places up (positive) or down, or only in this one. */
export type RankChange = { item: string; places: number | null };

/** For each item of `list`, how far it moved from `before`; null where it was not in it. */
export function rankChanges(before: readonly string[], list: readonly string[]): RankChange[] {
  const ranks = new Map(before.map((item, rank) => [item, rank]));
  return list.map((item, rank) => {
    const old = ranks.get(item);
    return { item, places: old === undefined ? null : old - rank };
  });
}

/** How many items both lists have. */
export function common(a: readonly string[], b: readonly string[]): number {
  const items = new Set(a);
  return b.filter((item) => items.has(item)).length;
}

/** ↑2, ↓1, =, new. */
export function changeText(places: number | null): string {
  if (places === null) return 'new';
  return places === 0 ? '=' : `${places > 0 ? '↑' : '↓'}${Math.abs(places)}`;
}

/** The same for who listens. */
export function changeWords(places: number | null, before = 'the live list'): string {
  if (places === null) return `not in ${before}`;
  if (places === 0) return 'same place';
  return `${Math.abs(places)} ${Math.abs(places) === 1 ? 'place' : 'places'} ${places > 0 ? 'up' : 'down'}`;
}
