import { describe, expect, it } from 'vitest';
import { popularity, popularityOf } from '#runs/models/popularity.ts';
import type { SideInformation } from '#runs/models/model.ts';
import { random, randomOf } from '#runs/models/random.ts';
import { trending, trendingOf } from '#runs/models/trending.ts';
import { describeModel } from '../../suites/model-suite.ts';
import { noSide } from '../../suites/no-side.ts';
import { csrOf } from '../../support/matrices.ts';

describeModel(popularity, { reason: 'popular', learnsTaste: 'no', instant: true });
describeModel(trending, { reason: 'trending', learnsTaste: 'no', instant: true });
describeModel(random, { reason: 'random_fallback', learnsTaste: 'no', instant: true });

describe('popularity', () => {
  it('counts users, not weights, and no dislikes', () => {
    const out = new Float64Array(3);
    popularityOf(
      csrOf([
        [9, 1, -1],
        [0, 1, -1],
        [0, 1, 1],
        [0, 1, 0],
      ]),
    ).score(0, out);
    expect(out).toEqual(Float64Array.of(0.25, 1, 0.25));
  });
});

describe('trending', () => {
  const dayMs = 86_400_000;
  const events = {
    items: Int32Array.of(0, 1, 1, 2, 3),
    weights: Float64Array.of(1, 1, 0.5, 4, -1),
    times: Float64Array.of(10, 10, 3, -4, 10).map((day) => day * dayMs),
  };
  const scoresOf = (side: Partial<SideInformation>, halfLife: number) => {
    const out = new Float64Array(5);
    trendingOf({ ...noSide, ...side }, 5, halfLife).score(0, out);
    return Array.from(out);
  };

  it('halves the weight of an event with every half-life, counted from the newest one', () => {
    expect(scoresOf({ events }, 7)).toEqual([0.8, 1, 0.8, 0, 0]);
    expect(scoresOf({ events }, 14)).toEqual([0.5, 0.5 + Math.SQRT1_2 / 4, 1, 0, 0]);
  });

  it('takes all events as equally recent where they have no times', () => {
    expect(scoresOf({ events: { ...events, times: null } }, 7)).toEqual([0.25, 0.375, 1, 0, 0]);
  });

  it('knows nothing without events', () => {
    expect(trendingOf(noSide, 5, 7).score(0, new Float64Array(5))).toBeNull();
  });
});

describe('random', () => {
  it('draws other scores for another seed, user and item, evenly between 0 and 1', () => {
    const draw = (seed: number, user: number) => {
      const out = new Float64Array(10_000);
      randomOf(seed).score(user, out);
      return out;
    };
    const scores = draw(1, 0);
    expect(new Set([...scores, ...draw(2, 0), ...draw(1, 1), ...draw(1, -1)]).size).toBeGreaterThan(39_990);
    expect(scores.reduce((a, b) => a + b) / scores.length).toBeCloseTo(0.5, 1);
    expect(Math.min(...scores)).toBeGreaterThan(0);
  });
});
