import { describe, expect, it } from 'vitest';
import { itemFacts } from '#runs/evaluation/item-facts.ts';
import { popularityReport } from '#runs/evaluation/popularity-report.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { randomCsr } from '../../support/matrices.ts';

/** Gini as half the mean difference of all pairs, over the mean. */
function slowGini(counts: number[]): number {
  const mean = counts.reduce((a, b) => a + b) / counts.length;
  const differences = counts.flatMap((a) => counts.map((b) => Math.abs(a - b)));
  return differences.reduce((a, b) => a + b) / counts.length ** 2 / (2 * mean);
}

describe('a report on popularity', () => {
  const random = createRandom(1, 'popularity');
  const train = randomCsr(random, 40, 30, 0.2);
  const facts = itemFacts(train);
  const lists = Array.from({ length: 25 }, () =>
    [...random.shuffle(Array.from({ length: 30 }, (_, item) => item))]
      .slice(0, 8)
      .map((item) => Math.floor(item / 2))
      .filter((item, at, all) => all.indexOf(item) === at),
  );
  const indptr = Int32Array.from([0, ...lists.map((_, at) => lists.slice(0, at + 1).flat().length)]);
  const names = { ids: Array.from({ length: 30 }, (_, item) => `i${item}`), names: null };
  const report = popularityReport({ indptr, items: Int32Array.from(lists.flat()) }, 3, 8, facts, names);
  const degree = Array.from({ length: 30 }, (_, item) => train.indices.filter((other) => other === item).length);
  const shown = degree.map((_, item) => lists.filter((list) => list.slice(0, 3).includes(item)).length);
  const total = (of: number[]) => of.reduce((a, b) => a + b, 0);

  it('counts the first K of every list', () => {
    expect(report).toMatchObject({ k: 3, users: 25, items: 30, places: total(shown) });
    expect(report.gini.exposure).toBeCloseTo(slowGini(shown), 12);
    expect(report.gini.training).toBeCloseTo(slowGini(degree), 12);
    const points = new Map(report.points.map((point) => [point.id, point]));
    shown.forEach((count, item) =>
      expect(points.get(`i${item}`)).toMatchObject({ lists: count, training: degree[item] }),
    );
    const { lift } = points.get('i4')!;
    expect(lift).toBeCloseTo(shown[4]! / total(shown) / (degree[4]! / total(degree)), 12);
  });

  it('has the coverage of every shorter list', () => {
    expect(report.coverage.map(({ k }) => k)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    for (const { k, share } of report.coverage) {
      expect(share).toBeCloseTo(new Set(lists.flatMap((list) => list.slice(0, k))).size / 30, 12);
    }
  });

  it('has bands that hold half, up to 80 % and the rest of training, and all of the catalogue', () => {
    const [head, mid, tail] = report.bands;
    expect(head!.items + mid!.items + tail!.items).toBe(30);
    expect(head!.share_of_training).toBeGreaterThanOrEqual(0.5);
    expect(head!.share_of_training + mid!.share_of_training).toBeGreaterThanOrEqual(0.8);
    expect(tail!.items).toBe(facts.tail.reduce((a, b) => a + b, 0));
    expect(head!.share_of_places + mid!.share_of_places + tail!.share_of_places).toBeCloseTo(1, 12);
    const sorted = degree.toSorted((a, b) => b - a);
    expect(total(sorted.slice(0, head!.items - 1)) / total(degree)).toBeLessThan(0.5);
  });

  it('has Lorenz curves from nothing to everything, below the even line, with the area that the Gini says', () => {
    expect(report.lorenz.at(0)).toEqual({ items: 0, exposure: 0, training: 0 });
    expect(report.lorenz.at(-1)).toEqual({ items: 1, exposure: 1, training: 1 });
    const area = report.lorenz.slice(1).reduce((sum, point, at) => {
      const before = report.lorenz[at]!;
      return sum + ((point.items - before.items) * (point.exposure + before.exposure)) / 2;
    }, 0);
    expect(1 - 2 * area).toBeCloseTo(Number(report.gini.exposure), 2);
    for (const { items, exposure } of report.lorenz) expect(exposure).toBeLessThanOrEqual(items + 1e-12);
  });

  it('answers for lists without anything', () => {
    const empty = popularityReport({ indptr: Int32Array.of(0, 0), items: new Int32Array(0) }, 3, 8, facts, names);
    expect(empty).toMatchObject({ places: 0, gini: { exposure: 'NaN' } });
    expect(empty.bands.map(({ share_of_places: share }) => share)).toEqual([0, 0, 0]);
  });
});
