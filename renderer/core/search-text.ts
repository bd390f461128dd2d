/** The URL's search part is plain text: `?filter=…&sel=a,b`. Each page reads and writes its own names (see `…-search.ts` beside it). */
export const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));

/** Leaves out what has no value, so that a page in its usual state has a short address. */
export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    const text = textFor(value);
    if (text !== '') params.set(name, text);
  }
  const text = params.toString();
  return text && `?${text}`;
}

function textFor(value: unknown): string {
  if (Array.isArray(value)) return value.map(textFor).join(',');
  if (value === true || typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : '';
}

/** One of the words, or nothing. */
export const oneOf = <T extends string>(words: readonly T[], value: unknown): T | undefined =>
  words.find((word) => word === value);

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** `a,b` as a list without repeats. */
export function listOf(value: unknown): string[] | undefined {
  const parts = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(',') : [];
  const list = [...new Set(parts.filter(Boolean))];
  return list.length > 0 ? list : undefined;
}

export const flagOf = (value: unknown): true | undefined => (value === true || value === 'true' ? true : undefined);

/** An object without the names that have no value, as `exactOptionalPropertyTypes` wants it. */
export function defined<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
