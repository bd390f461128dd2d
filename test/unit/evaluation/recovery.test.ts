import { describe, expect, it } from 'vitest';
import { adjustedRand } from '#runs/evaluation/recovery/adjusted-rand.ts';
import { blockMeans } from '#runs/evaluation/recovery/block-means.ts';
import { clusterRows } from '#runs/evaluation/recovery/cluster-rows.ts';
import { normalisedMutualInformation } from '#runs/evaluation/recovery/mutual-information.ts';
import { recoveryOf } from '#runs/evaluation/recovery/recovery.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { metricDefinition } from '#shared/domain/metric.ts';

const random = createRandom(5, 'recovery test');
const labelsOf = (count: number, groups: number) => Int32Array.from({ length: count }, () => random.below(groups));
const rowsOf = (count: number, columns: number) =>
  Array.from({ length: count }, () => unit(Float64Array.from({ length: columns }, () => random.next())));
const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, at) => sum + value * b[at]!, 0);
const unit = (row: Float64Array) => row.map((value) => value / Math.sqrt(dot(row, row)));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const pairsOf = (count: number) =>
  Array.from({ length: count }, (_, a) =>
    Array.from({ length: count - a - 1 }, (__, b) => [a, a + 1 + b] as const),
  ).flat();

describe('adjustedRand', () => {
  /** By looking at every pair of things (Hubert & Arabie 1985). */
  function slowly(a: Int32Array, b: Int32Array): number {
    const pairs = pairsOf(a.length);
    const count = (holds: (x: number, y: number) => boolean) => pairs.filter(([x, y]) => holds(x, y)).length;
    const both = count((x, y) => a[x] === a[y] && b[x] === b[y]);
    const inA = count((x, y) => a[x] === a[y]);
    const inB = count((x, y) => b[x] === b[y]);
    const expected = (inA * inB) / pairs.length;
    return (both - expected) / ((inA + inB) / 2 - expected);
  }

  it('is what all pairs say', () => {
    for (const [count, groups, clusters] of [
      [12, 3, 3],
      [40, 6, 4],
      [25, 2, 9],
    ] as const) {
      const [a, b] = [labelsOf(count, groups), labelsOf(count, clusters)];
      expect(adjustedRand(a, b)).toBeCloseTo(slowly(a, b), 12);
    }
  });

  it('is 1 for the same groups under other names, and 0.24242 for the example of scikit-learn', () => {
    expect(adjustedRand(Int32Array.of(0, 0, 1, 1, 2), Int32Array.of(2, 2, 0, 0, 1))).toBe(1);
    expect(adjustedRand(Int32Array.of(0, 0, 0, 1, 1, 1), Int32Array.of(0, 0, 1, 1, 2, 2))).toBeCloseTo(0.24242, 4);
    expect(adjustedRand(Int32Array.of(0, 0, 1, 1), Int32Array.of(0, 0, 0, 0))).toBe(0);
  });
});

describe('normalisedMutualInformation', () => {
  /** Σ p(x, y)·ln(p(x, y) / p(x)p(y)) over all labels, divided by the mean entropy. */
  function slowly(a: Int32Array, b: Int32Array): number {
    const share = (holds: (at: number) => boolean) => [...a.keys()].filter(holds).length / a.length;
    const labels = (of: Int32Array) => [...new Set(of)];
    const entropy = (of: Int32Array) =>
      -labels(of).reduce((sum, x) => sum + share((at) => of[at] === x) * Math.log(share((at) => of[at] === x)), 0);
    let information = 0;
    for (const x of labels(a)) {
      for (const y of labels(b)) {
        const joint = share((at) => a[at] === x && b[at] === y);
        const apart = share((at) => a[at] === x) * share((at) => b[at] === y);
        if (joint > 0) information += joint * Math.log(joint / apart);
      }
    }
    return information / ((entropy(a) + entropy(b)) / 2);
  }

  it('is what the definition says', () => {
    for (const [count, groups, clusters] of [
      [30, 3, 3],
      [50, 6, 2],
    ] as const) {
      const [a, b] = [labelsOf(count, groups), labelsOf(count, clusters)];
      expect(normalisedMutualInformation(a, b)).toBeCloseTo(slowly(a, b), 12);
    }
    expect(normalisedMutualInformation(Int32Array.of(0, 0, 1, 1), Int32Array.of(1, 1, 0, 0))).toBeCloseTo(1, 12);
    expect(normalisedMutualInformation(Int32Array.of(0, 0, 1, 1), Int32Array.of(0, 1, 0, 1))).toBeCloseTo(0, 12);
  });
});

describe('blockMeans', () => {
  /** Row by row and group by group (Rousseeuw 1987). */
  function slowly(rows: readonly Float64Array[], labels: Int32Array) {
    const distance = (a: number, b: number) => 1 - dot(rows[a]!, rows[b]!);
    const silhouettes = rows.map((_, row) => {
      const to = (group: number) =>
        mean(
          [...rows.keys()]
            .filter((other) => other !== row && labels[other] === group)
            .map((other) => distance(row, other)),
        );
      const own = to(labels[row]!);
      const others = [...new Set(labels)].filter((group) => group !== labels[row]).map(to);
      return (Math.min(...others) - own) / Math.max(own, Math.min(...others));
    });
    const cosines = (same: boolean) =>
      mean(pairsOf(rows.length).flatMap(([a, b]) => ((labels[a] === labels[b]) === same ? [1 - distance(a, b)] : [])));
    return { silhouette: mean(silhouettes), contrast: cosines(true) - cosines(false) };
  }

  it('is what the definitions say, row by row', () => {
    const rows = rowsOf(30, 7);
    const labels = Int32Array.from(rows, (_, row) => row % 4);
    const { silhouette, contrast } = blockMeans(rows, labels);
    const expected = slowly(rows, labels);
    expect(silhouette).toBeCloseTo(expected.silhouette, 12);
    expect(contrast).toBeCloseTo(expected.contrast, 12);
  });

  it('is 0 where all rows are equal', () => {
    const row = unit(Float64Array.of(0.3, 0.1, 0.7));
    expect(blockMeans([row, row, row, row], Int32Array.of(0, 0, 1, 1))).toEqual({ silhouette: 0, contrast: 0 });
  });
});

describe('recoveryOf', () => {
  const planted = (noise: number) =>
    Array.from({ length: 60 }, (_, user) =>
      Float64Array.from({ length: 12 }, (__, item) => (item % 3 === user % 3 ? 1 : 0) + noise * random.next()),
    );
  const truth = Int32Array.from({ length: 60 }, (_, user) => user % 3);

  it('finds groups that are there, and says how clearly', () => {
    const clear = recoveryOf(planted(0.2), truth);
    expect(clear).toMatchObject({ recovery_ari: 1, recovery_nmi: expect.closeTo(1, 12) });
    const faint = recoveryOf(planted(3), truth);
    for (const name of ['recovery_silhouette', 'recovery_contrast']) expect(clear[name]!).toBeGreaterThan(faint[name]!);
    for (const name of Object.keys(clear))
      expect(metricDefinition(name)).toMatchObject({ direction: 'max', perUser: false });
  });

  it('finds none where everybody gets the same scores, and is silent where there is nothing to find', () => {
    const same = Array.from({ length: 6 }, () => Float64Array.of(0.5, 0.25));
    expect(recoveryOf(same, Int32Array.of(0, 0, 1, 1, 2, 2))).toMatchObject({
      recovery_ari: 0,
      recovery_silhouette: 0,
      recovery_contrast: 0,
    });
    expect(recoveryOf(same, new Int32Array(6))).toEqual({});
  });

  it('is the same each time', () => {
    const rows = rowsOf(50, 9);
    const copies = rows.map((row) => row.slice());
    expect(clusterRows(rows, 4)).toEqual(clusterRows(copies, 4));
  });
});
