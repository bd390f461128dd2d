export type CsvValue = string | number | boolean | null | undefined;

/** What a spreadsheet would run as a formula when it opens the file. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** True for text that `csvCell` marks as text with an apostrophe; numbers that are numbers stay as they are. */
export const isFormula = (text: string): boolean => formula.test(text);

/** One cell of an RFC 4180 file that spreadsheets may open: text that looks like a formula gets an apostrophe in front. */
export function csvCell(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  return rawCsvCell(isFormula(value) ? `'${value}` : value);
}

/** One cell as it is, for programs. The empty text is quoted, which tells it from no value. */
export const rawCsvCell = (text: string): string =>
  text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
