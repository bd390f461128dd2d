import { expect, test } from 'vitest';
import { createEventLog } from '../../../../main/web/event-log.ts';

const logWith = (count: number) => {
  const log = createEventLog('abc');
  for (let n = 1; n <= count; n++) log.add(`event ${n}`);
  return log;
};
const missed = (log: ReturnType<typeof createEventLog>, id: string) => log.since(id)?.map(({ data }) => data) ?? null;

test('tells what was missed since an event', () => {
  const log = logWith(3);
  expect(missed(log, 'abc-1')).toEqual(['event 2', 'event 3']);
  expect(missed(log, 'abc-3')).toEqual([]);
  expect(missed(log, 'abc-0')).toEqual(['event 1', 'event 2', 'event 3']);
});

test('has an id to come back with before there is an event', () => {
  const log = logWith(0);
  const id = log.newest();
  log.add('event 1');
  expect(missed(log, id)).toEqual(['event 1']);
});

test('cannot tell for an id of another process, of the future or of no shape', () => {
  const log = logWith(3);
  expect(['xyz-1', 'abc-4', 'abc--1', 'abc-1.5', 'abc-01', 'abc', '', 'abc-NaN'].map((id) => log.since(id))).toEqual(
    Array.from({ length: 8 }, () => null),
  );
});

test('keeps the newest thousand, and says when older ones are asked for', () => {
  const log = logWith(1500);
  expect(log.since('abc-499')).toBeNull();
  expect(missed(log, 'abc-500')).toHaveLength(1000);
  expect(missed(log, 'abc-1499')).toEqual(['event 1500']);
});
