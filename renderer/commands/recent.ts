import type { Offer } from './palette-filter.ts';

const name = 'kindred.palette-recent';
const most = 5;

/** What was chosen in the palette lately, the newest first. */
export function recentIds(): readonly string[] {
  const kept = (localStorage.getItem(name) ?? '').split('\n');
  return kept.filter((id) => id !== '');
}

export function rememberChoice(id: string): void {
  localStorage.setItem(name, [id, ...recentIds().filter((known) => known !== id)].slice(0, most).join('\n'));
}

/** The offers with those that were chosen lately once more at the top. */
export function withRecent<T extends Offer>(offers: readonly T[], ids: readonly string[]): T[] {
  const recent = ids.flatMap((id) => offers.find((offer) => offer.id === id) ?? []);
  return [...recent.map((offer) => ({ ...offer, id: `recent ${offer.id}`, group: 'Recent' })), ...offers];
}
