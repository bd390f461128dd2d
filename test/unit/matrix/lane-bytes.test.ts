import { describe, expect, it } from 'vitest';
import { laneBytes, layLanes } from '#runs/matrix/lanes.ts';
import { ofAll } from '#runs/matrix/meeting.ts';
import { createMeasure } from '#runs/matrix/measure.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { scaleOf } from '#runs/matrix/wholes.ts';
import { randomCsr } from '../../support/matrices.ts';

const page = 65_536;

describe('the memory of the neighbours kernel', () => {
  it.each([1, 2])('is what is estimated before the start, to a page, with %i threads', (threads) => {
    const ratings = randomCsr(createRandom(1, 'lane-bytes'), 300, 200, 0.3);
    const nnz = ratings.indices.length;
    const options = { measure: createMeasure({ kind: 'cosine' }, 0, ratings), minOverlap: 1, k: 20, threads };
    const different = { ...ratings, values: ratings.values.map((value, p) => value + p / 7) };
    const estimate = laneBytes({ rows: 300, cols: 200, nnz }, 20, threads);
    const bytesOf = (of: typeof ratings) => layLanes(ofAll(of, scaleOf(of.values)), options)!.memory.buffer.byteLength;
    expect(Math.abs(bytesOf(different) - estimate)).toBeLessThan(page);
    // Whole numbers take 10 bytes in place of 22; each thread has 33 more for a column, and 32 more for a row.
    const more = threads * (33 * 200 + 32 * 300);
    expect(estimate - bytesOf(ratings)).toBeGreaterThan(12 * nnz - more - page);
  });

  it('is estimated under 1 GB for 138,493 users × 26,744 items with 20 million whole weights', () => {
    const ofAnyKinds = laneBytes({ rows: 138_493, cols: 26_744, nnz: 2e7 }, 50, 2);
    expect(ofAnyKinds - 12 * 2e7).toBeLessThan(0.5e9);
  });
});
