import { randomBytes } from 'node:crypto';

/** How many events are kept for those who reconnect. */
const kept = 1000;

export type EventLog = {
  /** Keeps an event and gives it the next id. */
  add(data: string): { id: string; data: string };
  /**
   * What was missed since an event.
   * @returns null where that cannot be known: another process's id, or older than what is kept
   */
  since(id: string): { id: string; data: string }[] | null;
  /** The id of the newest event, also before there is one. */
  newest(): string;
};

/** The newest events with ids `<process>-<n>`, so that an id of an earlier process is recognised as such. */
export function createEventLog(process: string = randomBytes(6).toString('hex')): EventLog {
  const events: { id: string; data: string }[] = [];
  let count = 0;
  const idOf = (n: number) => `${process}-${n}`;

  return {
    add: (data) => {
      const event = { id: idOf(++count), data };
      events.push(event);
      if (events.length > kept) events.shift();
      return event;
    },
    since: (id) => {
      const n = /^[0-9a-f]+-(\d{1,15})$/.exec(id)?.[1];
      const missed = count - Number(n);
      if (n === undefined || id !== idOf(Number(n)) || missed < 0 || missed > events.length) return null;
      return events.slice(events.length - missed);
    },
    newest: () => idOf(count),
  };
}
