/** What the palette offers: a command, a run, a dataset. */
export type Offer = { id: string; group: string; label: string; words: string };

/** A first character that narrows the palette to one kind of thing. */
const prefixes: Record<string, (offer: Offer) => boolean> = {
  '>': (offer) => !['Runs on record', 'Datasets', 'Users', 'Items'].includes(offer.group),
  '@': (offer) => offer.group === 'Users',
  '#': (offer) => offer.group === 'Runs on record',
  ':': (offer) => offer.group === 'Items',
  '/': (offer) => offer.group === 'Datasets',
};

/** How well a label answers the words typed: a label that begins with them, then a word that does, then anywhere; −1 for not at all. */
function rank({ label, words }: Offer, typed: string): number {
  const name = label.toLowerCase();
  if (name.startsWith(typed)) return 3;
  if (name.includes(` ${typed}`)) return 2;
  const text = `${name} ${words.toLowerCase()}`;
  return typed.split(/\s+/).every((word) => text.includes(word)) ? 1 : -1;
}

/**
 * Offers that answer what was typed, best first, in their own order where they answer equally well.
 * @param limit  offers of each group; a list that scrolls for ever is not an answer
 */
export function filterOffers<T extends Offer>(offers: readonly T[], query: string, limit = 8): T[] {
  const typed = query.trim().toLowerCase();
  const kind = prefixes[typed.charAt(0)];
  const wanted = kind ? typed.slice(1).trim() : typed;
  const found = offers
    .filter((offer) => !kind || kind(offer))
    .map((offer) => ({ offer, rank: wanted === '' ? 1 : rank(offer, wanted) }))
    .filter((match) => match.rank >= 0)
    .toSorted((a, b) => b.rank - a.rank);
  const taken = new Map<string, number>();
  return found
    .filter(({ offer: { group } }) => {
      const count = taken.get(group) ?? 0;
      taken.set(group, count + 1);
      return kind !== undefined || count < limit;
    })
    .map((match) => match.offer);
}
