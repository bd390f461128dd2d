import { csvCell, isFormula, rawCsvCell } from '#shared/domain/csv-cell.ts';
import { columnTitles, type EventRows } from './event-rows.ts';

const rowsAtOnce = 8192;
/** Ids that are numbers stay numbers. */
const number = /^-?(0|[1-9]\d*)(\.\d+)?$/;

export type CsvRows = {
  /** Different ids and types that got an apostrophe, because a spreadsheet would take them for formulas. */
  marked: number;
  rowsPerText: number;
  /** The file in pieces of so many rows; lines end with CRLF (RFC 4180), times are ISO 8601 in UTC. */
  texts: Iterable<string>;
};

/** @param raw for programs: nothing is marked */
export function csvRows({ users, items, weights, times, userIds, itemIds, events }: EventRows, raw: boolean): CsvRows {
  let marked = 0;
  const encode = (text: string): string => {
    if (raw || number.test(text) || !isFormula(text)) return rawCsvCell(text);
    marked += 1;
    return csvCell(text);
  };
  const user = userIds.map(encode);
  const item = itemIds.map(encode);
  const type = events?.typeNames.map(encode) ?? [];
  const details = events?.details ?? null;

  const line = (row: number): string => {
    let text = `${user[users[row]!]!},${item[items[row]!]!}`;
    if (events) text += `,${type[events.types[row]!]!}`;
    text += `,${weights[row]!}`;
    if (times) text += `,${new Date(times[row]!).toISOString()}`;
    if (details) text += `,${Number.isNaN(details[row]!) ? '' : details[row]!}`;
    return `${text}\r\n`;
  };

  function* texts(): Generator<string> {
    yield `${titles({ events: events !== null, times: times !== null, details: details !== null }).join(',')}\r\n`;
    for (let from = 0; from < users.length; from += rowsAtOnce) {
      let text = '';
      for (let row = from; row < Math.min(users.length, from + rowsAtOnce); row++) text += line(row);
      yield text;
    }
  }
  return { marked, rowsPerText: rowsAtOnce, texts: texts() };
}

function titles(has: { events: boolean; times: boolean; details: boolean }): string[] {
  const { user, item, type, weight, time, detail } = columnTitles;
  return [
    user,
    item,
    ...(has.events ? [type] : []),
    weight,
    ...(has.times ? [time] : []),
    ...(has.details ? [detail] : []),
  ];
}
