import { isoToMs } from './time-reader.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * When something came into being, milliseconds since 1970: a year, a day as `01-Jan-1995`, ISO 8601, or seconds or milliseconds since
 * 1970. NaN for anything else, also for no text.
 */
export function createdMs(text: string): number {
  const trimmed = text.trim();
  // Four digits are a year before they are a number of seconds.
  if (/^[12]\d{3}$/.test(trimmed)) return Date.UTC(Number(trimmed), 0, 1);
  const [, day, month, year] = /^(\d{1,2})-([a-z]{3})-(\d{4})$/i.exec(trimmed) ?? [];
  const place = months.indexOf(month?.toLowerCase() ?? '');
  if (place >= 0) return Date.UTC(Number(year), place, Number(day));
  const number = trimmed === '' ? NaN : Number(trimmed);
  if (!Number.isFinite(number)) return isoToMs(trimmed);
  // 10^11 seconds are in the year 5138, and 10^11 milliseconds in 1973.
  return Math.round(Math.abs(number) < 1e11 ? number * 1000 : number);
}
