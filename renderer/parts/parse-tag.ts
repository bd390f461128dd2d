/** `name` or `name: value`; null for nothing. */
export function parseTag(text: string): { key: string; value: string } | null {
  const [key = '', ...rest] = text.split(':');
  const name = key.trim();
  return name === '' ? null : { key: name, value: rest.join(':').trim() };
}
