/** Reads a column of times whose form and unit are found out from the values. */
export type TimeReader = {
  /** @returns the time in the column's own unit; NaN where the text is no time of the column's form */
  read(text: string): number;
  /** Milliseconds since 1970; null where all times are equal, which says nothing. Rewrites the column in place. */
  toMs(times: Float64Array): Float64Array | null;
};

const iso =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)? ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?)?$/i;

/**
 * The first readable time decides whether the column holds numbers or ISO 8601 dates.
 * @param unit of a column that is a time by its type; found from the values unless given
 */
export function createTimeReader(unit?: 'milliseconds'): TimeReader {
  let form: 'number' | 'iso' | undefined;
  const readIso = createIsoReader();
  return {
    read(text) {
      if (form === 'iso') return readIso(text.trim());
      const number = text.trim() === '' ? NaN : Number(text);
      const found = Number.isFinite(number) ? 'number' : 'iso';
      const time = found === 'number' ? number : readIso(text.trim());
      if (Number.isNaN(time)) return NaN;
      form ??= found;
      return form === found ? time : NaN;
    },
    toMs(times) {
      const scale = form === 'number' && !unit ? millisecondsPerUnit(times) : 1;
      for (let row = 0; row < times.length; row++) times[row] = Math.round(times[row]! * scale);
      return times.every((time) => time === times[0]) ? null : times;
    },
  };
}

/**
 * Seconds, milliseconds, microseconds or nanoseconds, by the greatest value: 10^11 seconds are in the year 5138, and 10^11
 * milliseconds in 1973.
 */
function millisecondsPerUnit(times: Float64Array): number {
  let greatest = 0;
  for (const time of times) greatest = Math.max(greatest, Math.abs(time));
  if (greatest < 1e11) return 1e3;
  if (greatest < 1e14) return 1;
  return greatest < 1e17 ? 1e-3 : 1e-6;
}

/** `isoToMs`, several times faster for what programs write: `2024-05-01T12:00:00.500Z`, many of them of one day in a row. */
function createIsoReader(): (text: string) => number {
  let day = '';
  let dayMs = NaN;
  return (text) => {
    if (!isUsual(text)) return isoToMs(text);
    if (!text.startsWith(day) || day === '') {
      day = text.slice(0, 10);
      dayMs = isoToMs(day);
    }
    const [hour, minute, second] = [twoDigits(text, 11), twoDigits(text, 14), twoDigits(text, 17)];
    const ms = text.length === 24 ? twoDigits(text, 20) * 10 + digit(text, 22) : 0;
    if (hour > 23 || minute > 59 || second > 60) return NaN;
    return dayMs + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
  };
}

const digit = (text: string, at: number): number => text.charCodeAt(at) - 48;
const twoDigits = (text: string, at: number): number => digit(text, at) * 10 + digit(text, at + 1);

/** Whether every character is where `toISOString` writes it, with milliseconds or without. */
function isUsual(text: string): boolean {
  if (text.length !== 24 && text.length !== 20) return false;
  const pattern = text.length === 24 ? 'dddd-dd-ddTdd:dd:dd.dddZ' : 'dddd-dd-ddTdd:dd:ddZ';
  for (let at = 0; at < pattern.length; at++) {
    const wanted = pattern.charCodeAt(at);
    const code = text.charCodeAt(at);
    if (wanted === 100 ? code < 48 || code > 57 : code !== wanted) return false;
  }
  return true;
}

/** An ISO 8601 date, with a time or without; no zone means UTC. NaN for anything else, also for a 30th of February. */
export function isoToMs(text: string): number {
  const parts = iso.exec(text);
  if (!parts) return NaN;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0));
  const date = new Date(Date.UTC(year!, month! - 1, day!));
  const isDate = date.getUTCMonth() === month! - 1 && date.getUTCDate() === day!;
  if (!isDate || hour! > 23 || minute! > 59 || second! > 60) return NaN;
  const fraction = Number(`0.${parts[7] ?? 0}`);
  return date.getTime() + ((hour! * 60 + minute!) * 60 + second! + fraction) * 1000 - zoneToMs(parts[8]);
}

function zoneToMs(zone: string | undefined): number {
  if (zone === undefined || !/^[+-]/.test(zone)) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || 0);
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
