import { expect, it } from 'vitest';
import { formatBytes } from '../../../../renderer/text/bytes.ts';
import { formatDuration } from '../../../../renderer/text/duration.ts';

it.each([
  [0, '0 ms'],
  [0.0417, '0.042 ms'],
  [0.42, '0.42 ms'],
  [8.42, '8.4 ms'],
  [84, '84 ms'],
  [2449, '2.4 s'],
  [59_960, '1 m 00 s'],
  [72_000, '1 m 12 s'],
  [11_100_000, '3 h 05 m'],
])('writes %d ms as %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [640_000, '640 kB'],
  [2_100_000_000, '2.1 GB'],
])('writes %d bytes as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
