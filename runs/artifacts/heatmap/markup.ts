export type Attributes = Record<string, string | number>;

/** Two decimals are finer than a pixel of the finest print, and keep equal pictures equal. */
const written = (value: string | number) =>
  typeof value === 'number' ? String(Math.round(value * 100) / 100) : escape(value);

/** An element of SVG around markup that is already safe (`tag`, `text`). */
export function tag(name: string, attributes: Attributes, ...children: string[]): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${written(value)}"`);
  const open = `<${name}${list.join('')}`;
  return children.length === 0 ? `${open}/>` : `${open}>${children.join('')}</${name}>`;
}

/** A line of text; ids and names come from data, so everything is escaped. */
export function text(x: number, y: number, size: number, content: string, attributes: Attributes = {}): string {
  return tag('text', { x, y, 'font-size': size, ...attributes }, escape(content));
}

/** Characters with a meaning in XML, and those that XML 1.0 does not allow at all. */
export function escape(content: string): string {
  return content
    .toWellFormed()
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** From the middle of a line of text down to its baseline. */
export const baseline = (size: number): number => size * 0.36;

/** Advance widths of Inter in ems, by kind of character; a little generous, because text that is too long would overlap. */
const widths: readonly [RegExp, number][] = [
  [/[ijlI.,:;'|!()[\]]/, 0.3],
  [/[ftr\s-]/, 0.38],
  [/[mwMW@%—…]/, 0.9],
  [/[A-Z0-9_+=<>#&×≥≤]/, 0.67],
  [/[^\p{ASCII}\p{Script=Latin}·–]/u, 1],
];

/** About how wide a text is in pixels. */
export function textWidth(content: string, size: number): number {
  let ems = 0;
  for (const character of content) ems += widths.find(([kind]) => kind.test(character))?.[1] ?? 0.58;
  return ems * size;
}

/** The text, with its middle left out where it would be wider than `width`. */
export function fitText(content: string, width: number, size: number): string {
  if (textWidth(content, size) <= width) return content;
  const characters = Array.from(new Intl.Segmenter('en').segment(content), ({ segment }) => segment);
  for (let kept = characters.length - 1; kept > 1; kept--) {
    const head = Math.ceil(kept / 2);
    const short = `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (kept - head)).join('')}`;
    if (textWidth(short, size) <= width) return short;
  }
  return '…';
}
