/** What `algo:knn` can look into: short names that people type, and the attribute each stands for. */
const textFields = {
  algo: 'algorithm',
  algorithm: 'algorithm',
  dataset: 'dataset',
  data: 'dataset',
  experiment: 'experiment',
  name: 'name',
  note: 'note',
  split: 'split',
  status: 'status',
  tag: 'tag',
} as const;

export type TextField = (typeof textFields)[keyof typeof textFields];

/** `algo:knn` as a field and what is looked for in it; null for a word that only has a colon. */
export function splitTyped(word: string): { of: TextField; text: string } | null {
  const colon = word.indexOf(':');
  const key = word.slice(0, Math.max(0, colon)).toLowerCase();
  const of = Object.entries(textFields).find(([name]) => name === key)?.[1];
  return of ? { of, text: word.slice(colon + 1) } : null;
}

/** Signs between the parts of a name, which nobody remembers: `userknn` finds `user_knn`. */
export const separators = [' ', '_', '-', '.', '=', ':', '/'] as const;

/** A text without its separators; itself where it has nothing else. */
export function squash(text: string): string {
  const squashed = separators.reduce((rest, sign) => rest.replaceAll(sign, ''), text);
  return squashed === '' ? text : squashed;
}
