import { expect, it } from 'vitest';
import { nextStep, shareOfStep, stepText } from '../../../../renderer/parts/dataset-progress.ts';

const event = (stage: string, done: number, note?: string) => ({
  type: 'dataset.progress' as const,
  name: 'clicks',
  stage,
  done,
  total: 1000,
  ...(note !== undefined && { note }),
});

it('tells the share, and the time that is left at the rate of this stage', () => {
  const first = nextStep(undefined, event('Reading', 100), 5000);
  expect(stepText(first)).toBe('10.0 %');
  const later = nextStep(first, event('Reading', 200), 7000);
  // 100 in two seconds, 800 to go.
  expect(stepText(later)).toBe('20.0 %, about 16.0 s left');
  expect(stepText(nextStep(later, event('Storing', 200), 8000))).toBe('20.0 %');
});

it('says what the core says where it says more', () => {
  const note = '1,000 rows, 500 rows/s, about 12 s left';
  expect(stepText(nextStep(undefined, event('Reading', 1, note), 0))).toBe(note);
});

it('never passes the end, and is at the beginning where nothing is known', () => {
  expect(shareOfStep({ done: 2000, total: 1000 })).toBe(1);
  expect(shareOfStep({ done: 5, total: 0 })).toBe(0);
});
