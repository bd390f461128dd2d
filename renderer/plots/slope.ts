/** An item of two ranked lists: its places, null where a list does not have it. */
export type SlopeItem = { item: string; name: string | null; a: number | null; b: number | null };

/** What happened to an item from A to B. */
export type Lane = 'stays' | 'enters' | 'leaves';

export const laneOf = ({ a, b }: Pick<SlopeItem, 'a' | 'b'>): Lane =>
  a === null ? 'enters' : b === null ? 'leaves' : 'stays';

type Ranked = { item: string; name: string | null; rank: number };

/** Every item of either list once: in the order of A, then what enters in the order of B. */
export function slopeItems(a: readonly Ranked[], b: readonly Ranked[]): SlopeItem[] {
  const inB = new Map(b.map(({ item, rank }) => [item, rank]));
  const inA = new Set(a.map(({ item }) => item));
  return [
    ...a.map(({ item, name, rank }) => ({ item, name, a: rank, b: inB.get(item) ?? null })),
    ...b.filter(({ item }) => !inA.has(item)).map(({ item, name, rank }) => ({ item, name, a: null, b: rank })),
  ];
}
