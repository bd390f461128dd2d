const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

/** Local date and time. */
export const formatTime = (at: number): string => full.format(at);
export const formatDate = (at: number): string => date.format(at);

/** As short as it can be: the time for today, the day for this year, else the date. */
export function formatShortTime(at: number, now: number = Date.now()): string {
  const then = new Date(at);
  const today = new Date(now);
  if (then.toDateString() === today.toDateString()) return clock.format(at);
  return then.getFullYear() === today.getFullYear() ? `${day.format(at)}, ${clock.format(at)}` : date.format(at);
}

const seconds = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
/** The time of day to the second. */
export const formatClock = (at: number): string => seconds.format(at);
