import type { Contribution } from '#shared/domain/run.ts';

/** A model's addend with the id of its user or item in place of the index, also where its text says `{id}`. */
export function namedContribution(part: Contribution, idOf: (kind: 'user' | 'item', index: number) => string) {
  if (part.id === null || (part.kind !== 'user' && part.kind !== 'item')) return part;
  const id = idOf(part.kind, Number(part.id));
  return { ...part, id, text: part.text.replaceAll('{id}', id) };
}
