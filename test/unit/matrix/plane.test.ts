import { describe, expect, it } from 'vitest';
import { align } from '#runs/matrix/procrustes.ts';
import { planeOfDense, planeOfSparse } from '#runs/matrix/principal-plane.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { denseOf, randomCsr } from '../../support/matrices.ts';

/** The two greatest eigenvectors of a covariance by power iteration: slow, and another way. */
function slowPlane(rows: number[][]): { axes: number[][]; variance: number[] } {
  const width = rows[0]!.length;
  const means = rows[0]!.map((_, i) => rows.reduce((sum, row) => sum + row[i]!, 0) / rows.length);
  const centred = rows.map((row) => row.map((value, i) => value - means[i]!));
  const covariance = means.map((_, i) =>
    means.map((__, j) => centred.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
  );
  const total = covariance.reduce((sum, row, i) => sum + row[i]!, 0);
  const found = [0, 1].map(() => {
    let vector = Array.from({ length: width }, (_, i) => 1 + i / width);
    let value = 0;
    for (let round = 0; round < 4000; round++) {
      const image = covariance.map((row) => row.reduce((sum, cell, j) => sum + cell * vector[j]!, 0));
      value = Math.hypot(...image);
      vector = image.map((part) => part / value);
    }
    covariance.forEach((row, i) => row.forEach((_, j) => (row[j]! -= value * vector[i]! * vector[j]!)));
    return {
      axis: centred.map((row) => row.reduce((sum, part, i) => sum + part * vector[i]!, 0)),
      share: value / total,
    };
  });
  return { axes: found.map(({ axis }) => axis), variance: found.map(({ share }) => share) };
}

describe('the principal plane', () => {
  const matrix = randomCsr(createRandom(1, 'plane'), 60, 14, 0.35);

  it('has the axes of greatest variance, up to their direction', () => {
    const plane = planeOfSparse(matrix);
    const slow = slowPlane(denseOf(matrix));
    for (const [axis, at] of [
      [plane.x, 0],
      [plane.y, 1],
    ] as const) {
      // prettier-ignore
      const sign = Math.sign(axis[0]! * slow.axes[at]![0]!);
      axis.forEach((value, row) => expect(sign * value).toBeCloseTo(slow.axes[at]![row]!, 4));
      expect(plane.variance[at]).toBeCloseTo(slow.variance[at]!, 6);
    }
    expect(planeOfSparse(matrix)).toEqual(plane);
  });

  it('of many columns is found within their strongest directions, nearly the same', () => {
    const wide = randomCsr(createRandom(2, 'plane'), 200, 300, 0.02);
    // Two planted directions that stand out of the noise.
    const values = wide.values.map((value, p) => value * (wide.indices[p]! < 8 ? 6 : wide.indices[p]! < 16 ? 4 : 0.2));
    const plane = planeOfSparse({ ...wide, values });
    const slow = slowPlane(denseOf({ ...wide, values }));
    const along = (a: ArrayLike<number>, b: number[]) =>
      Math.abs(Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0)) /
      Math.sqrt(Array.from(a).reduce((sum, v) => sum + v * v, 0) * b.reduce((sum, v) => sum + v * v, 0));
    expect(along(plane.x, slow.axes[0]!)).toBeGreaterThan(0.999);
    expect(along(plane.y, slow.axes[1]!)).toBeGreaterThan(0.99);
  });

  it('is flat where there is nothing to vary', () => {
    expect(planeOfDense(new Float64Array(0), 0)).toMatchObject({ variance: [0, 0] });
    expect([...planeOfDense(Float64Array.of(1, 1, 1), 1).x]).toEqual([0, 0, 0]);
  });
});

describe('Procrustes', () => {
  const random = createRandom(3, 'procrustes');
  const points = {
    x: Float64Array.from({ length: 40 }, () => random.normal()),
    y: Float64Array.from({ length: 40 }, () => random.normal()),
  };
  const pairs = Array.from({ length: 40 }, (_, at) => [at, at] as const);
  /** Turned by an angle, mirrored, three times as large, elsewhere. */
  const moved = (angle: number) => ({
    x: points.x.map((x, at) => 3 * (Math.cos(angle) * x + Math.sin(angle) * points.y[at]!) + 5),
    y: points.x.map((x, at) => 3 * (Math.sin(angle) * x - Math.cos(angle) * points.y[at]!) - 2),
  });

  it('takes back a turn, a mirroring, a scale and a shift', () => {
    const target = moved(0.7);
    const found = align(points, target, pairs);
    found.x.forEach((value, at) => expect(value).toBeCloseTo(target.x[at]!, 9));
    found.y.forEach((value, at) => expect(value).toBeCloseTo(target.y[at]!, 9));
    expect(found.disparity).toBeCloseTo(0, 9);
  });

  it('is found over the pairs, leaves the least squares of all angles, and says how much is left', () => {
    const target = moved(0.2);
    const noisy = { x: target.x.map((value) => value + random.normal()), y: target.y };
    const shuffled = random.shuffle(pairs.slice(0, 30).map(([a]) => a));
    const some = shuffled.map((at) => [at, at] as const);
    const found = align(points, noisy, some);
    const left = (of: { x: Float64Array; y: Float64Array }) =>
      some.reduce((sum, [a, b]) => sum + (of.x[a]! - noisy.x[b]!) ** 2 + (of.y[a]! - noisy.y[b]!) ** 2, 0);
    const least = left(found);
    for (let angle = 0; angle < 6.28; angle += 0.05) expect(left(moved(angle))).toBeGreaterThanOrEqual(least - 1e-9);
    const mean = (of: Float64Array) => some.reduce((sum, [, b]) => sum + of[b]!, 0) / some.length;
    const [mx, my] = [mean(noisy.x), mean(noisy.y)];
    const spread = some.reduce((sum, [, b]) => sum + (noisy.x[b]! - mx) ** 2 + (noisy.y[b]! - my) ** 2, 0);
    expect(found.disparity).toBeCloseTo(least / spread, 9);
  });

  it('leaves points as they are where nothing is shared', () => {
    expect(align(points, points, [])).toEqual({ ...points, disparity: 1 });
  });
});
