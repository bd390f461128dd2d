import { expect, test } from 'vitest';
import { usableMemory } from '#runs/training/usable-memory.ts';

test.each([
  ['three quarters of a machine that does nothing else', 24e9, 23e9, 18e9],
  ['nine tenths of what others leave', 24e9, 10e9, 9e9],
  ['512 MB at least, which a system can clear', 24e9, 100e6, 512e6],
  ['no more than three quarters of a small container', 400e6, 20e9, 300e6],
])('a run may take %s', (_, total, free, bytes) => {
  expect(usableMemory({ total, free })).toBe(bytes);
});

test('of this machine it is some of its memory', () => {
  const now = usableMemory();
  expect(now).toBeGreaterThan(0);
  expect(now).toBeLessThanOrEqual(0.75 * (process.constrainedMemory() || Infinity));
});
