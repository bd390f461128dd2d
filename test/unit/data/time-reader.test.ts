import { describe, expect, it } from 'vitest';
import { createTimeReader, isoToMs } from '#runs/data/files/time-reader.ts';

function toMs(texts: string[]): number[] | null {
  const reader = createTimeReader();
  const times = reader.toMs(Float64Array.from(texts, (text) => reader.read(text)));
  return times && [...times];
}

describe('createTimeReader', () => {
  const expected = [Date.UTC(2024, 4, 1), Date.UTC(2024, 4, 2)];

  it.each([
    ['seconds', ['1714521600', '1714608000']],
    ['seconds with a fraction', ['1714521600.0', '1714608000.0']],
    ['milliseconds', ['1714521600000', '1714608000000']],
    ['microseconds', ['1714521600000000', '1714608000000000']],
    ['nanoseconds', ['1714521600000000000', '1714608000000000000']],
    ['dates', ['2024-05-01', '2024-05-02']],
    ['ISO 8601 with a zone', ['2024-05-01T02:00:00+02:00', '2024-05-01T22:30:00-01:30']],
    ['timestamps as Postgres prints them', ['2024-05-01 00:00:00+00', '2024-05-02 00:00:00.000000+00']],
  ])('recognises %s', (_form, texts) => {
    expect(toMs(texts)).toEqual(expected);
  });

  it('says nothing where all times are equal', () => {
    expect(toMs(['0', '0', '0'])).toBeNull();
    expect(toMs(['2024-05-01', '2024-05-01'])).toBeNull();
  });

  it('does not mix forms: the first decides', () => {
    const reader = createTimeReader();
    expect(reader.read('1714521600')).toBe(1714521600);
    expect(reader.read('2024-05-01')).toBeNaN();
    expect(reader.read('')).toBeNaN();
  });
});

describe('isoToMs', () => {
  it.each(['2024-02-30', '2024-13-01', '2024-05-01T25:00', '01/05/2024', '2024', 'infinity', 'yesterday'])(
    'has no time for %s',
    (text) => expect(isoToMs(text)).toBeNaN(),
  );

  it('takes a time without a zone as UTC', () => {
    expect(isoToMs('2024-05-01T12:34:56.789')).toBe(Date.UTC(2024, 4, 1, 12, 34, 56, 789));
  });
});

describe('many times of one form', () => {
  it('are read as one by one', () => {
    const odd = ['2024-02-30T00:00:00Z', '2024-05-01T24:00:00Z', '2024-05-01T12:61:00.000Z', '2024-05-01T1a:00:00Z'];
    const start = Date.UTC(1999, 11, 31, 23, 59, 58);
    const even = Array.from({ length: 400 }, (_, index) => new Date(start + index * 7_654_321).toISOString());
    const texts = ['2024-05-01T12:00:00+02:00', ...even, ...odd, ...even.map((text) => text.replace(/\.\d+/, ''))];
    const reader = createTimeReader();
    expect(texts.map((text) => reader.read(text))).toEqual(texts.map(isoToMs));
    expect(odd.map(isoToMs)).toEqual([NaN, NaN, NaN, NaN]);
  });
});
