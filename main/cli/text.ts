/** Control characters and those that turn the writing direction: in an id or a name they could rewrite the terminal. */
const unsafe = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Text from data, made safe for a terminal; line breaks and tabs stay. */
export const plainText = (text: string): string =>
  text.replace(unsafe, (character) => (character === '\n' || character === '\t' ? character : '\ufffd'));

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wide =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\uff01-\uff60]/u;

/** Columns that a text takes on a terminal. */
export function displayWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += wide.test(segment) ? 2 : 1;
  return width;
}

export type Column<Row> = { title: string; value: (row: Row) => string; align?: 'left' | 'right' };

/** An aligned table without lines: two blanks between columns, numbers to the right, the last column unpadded. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cells = [
    columns.map((column) => column.title),
    ...rows.map((row) => columns.map((c) => oneLine(c.value(row)))),
  ];
  const widths = columns.map((_, c) => Math.max(...cells.map((line) => displayWidth(line[c]!))));
  return cells
    .map((line) => line.map((cell, c) => pad(cell, widths[c]!, columns[c]!.align ?? 'left')).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Names and values, the values aligned. */
export function facts(pairs: readonly (readonly [string, string])[]): string {
  const width = Math.max(...pairs.map(([name]) => displayWidth(name)));
  return pairs.map(([name, value]) => `${pad(name, width, 'left')}  ${oneLine(value)}`.trimEnd()).join('\n');
}

/** Paragraphs, one empty line apart; empty ones are left out. */
export const paragraphs = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

const oneLine = (text: string): string =>
  plainText(text)
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('\t', ' ');

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'left' ? text + blanks : blanks + text;
}
