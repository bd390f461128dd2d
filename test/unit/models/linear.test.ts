import { describe, expect, it } from 'vitest';
import { rowIndices } from '#runs/matrix/csr.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { ease } from '#runs/models/ease.ts';
import { pureSvd } from '#runs/models/pure-svd.ts';
import { slim } from '#runs/models/slim.ts';
import { describeModel } from '../../suites/model-suite.ts';
import { noSide } from '../../suites/no-side.ts';
import { denseOf, randomCsr } from '../../support/matrices.ts';
import { gramOf, inverse, product, transposed } from '../matrix/dense.ts';

const learned = { reason: 'collaborative_filtering' } as const;
describeModel(ease, { config: { regularization: 2 }, learnsTaste: 'only', ...learned });
describeModel(slim, { config: { alpha: 0.01 }, learnsTaste: 'only', ...learned });
describeModel(slim, { config: { alpha: 0.02, n_neighbors: 5, non_negative: false }, learnsTaste: 'only', ...learned });
describeModel(pureSvd, { config: { factors: 2 }, learnsTaste: 'first', ...learned });

const context = {
  seed: 1,
  side: noSide,
  compute: localCompute(() => false),
  onStep: () => undefined,
  shouldStop: () => false,
};
const ratings = randomCsr(createRandom(3, 'linear'), 30, 14, 0.4);
const dense = denseOf(ratings);

/** The map from sums to scores in [0, 1]. */
function stretched(sums: number[]): number[] {
  const low = Math.min(0, ...sums);
  const width = Math.max(...sums) - low;
  return sums.map((sum) => (sum - low) / width);
}

const furthest = (found: Float64Array, expected: number[]): number =>
  Math.max(...expected.map((value, item) => Math.abs(value - found[item]!)));

describe('ease', () => {
  it('has the closed form, written out', async () => {
    const p = inverse(gramOf(ratings).map((row, i) => row.map((value, j) => value + (i === j ? 5 : 0))));
    const weights = p.map((row, j) => row.map((value, i) => (i === j ? 0 : -value / p[i]![i]!)));
    const model = await ease.train(ratings, ease.config.parse({ regularization: 5 }), context);
    const out = new Float64Array(14);
    dense.forEach((row, user) => {
      model.score(user, out);
      expect(furthest(out, stretched(product([row], weights)[0]!))).toBeLessThan(1e-6);
    });
  });

  it('refuses a λ of 0, at which items that are always together have no single solution', () => {
    expect(ease.config.safeParse({ regularization: 0 }).error?.issues[0]?.message).toBe(
      'must be a number from 0.001 to 1000000000',
    );
  });
});

describe('slim', () => {
  it('minimises the elastic net as scikit-learn has it, written out', async () => {
    const [alpha, l1_ratio] = [0.02, 0.3];
    const config = slim.config.parse({ alpha, l1_ratio, non_negative: false, tolerance: 1e-12, iterations: 1000 });
    const { arrays } = (await slim.train(ratings, config, context)).save();
    const { indptr, ids, similarities } = arrays;
    const loss = (target: number, weights: number[]) => {
      const rest = dense.map((row) => row[target]! - row.reduce((sum, value, j) => sum + value * weights[j]!, 0));
      const squares = rest.reduce((sum, value) => sum + value ** 2, 0) / (2 * dense.length);
      const size = (power: number) => weights.reduce((sum, value) => sum + Math.abs(value) ** power, 0);
      return squares + alpha * l1_ratio * size(1) + (alpha * (1 - l1_ratio) * size(2)) / 2;
    };
    for (let target = 0; target < 14; target++) {
      // Row j of the saved graph holds what j counts for each target.
      const weights = dense[0]!.map((_, j) => {
        const at = ids!.subarray(indptr![j], indptr![j + 1]).indexOf(target);
        return at < 0 ? 0 : similarities![indptr![j]! + at]!;
      });
      const others = weights.flatMap((weight, j) =>
        j === target ? [] : [1e-3, -1e-3].map((step) => weights.with(j, weight + step)),
      );
      expect(Math.min(...others.map((each) => loss(target, each)))).toBeGreaterThan(loss(target, weights));
    }
  });

  it('leaves no weight below 0 unless it may', async () => {
    const valuesOf = async (non_negative: boolean) => {
      const model = await slim.train(ratings, slim.config.parse({ alpha: 0.002, non_negative }), context);
      return Array.from(model.save().arrays['similarities']!);
    };
    expect((await valuesOf(true)).every((weight) => weight > 0)).toBe(true);
    expect((await valuesOf(false)).some((weight) => weight < 0)).toBe(true);
  });
});

/** The right singular vectors one after the other: powers of XᵀX, then what is left of it. */
function singularVectorsSlowly(count: number): number[][] {
  let left = gramOf(ratings);
  return Array.from({ length: count }, () => {
    let vector = left.map((_, i) => 1 + i / 7);
    let value = 0;
    for (let n = 0; n < 5000; n++) {
      const image = product(left, transposed([vector])).map(([x]) => x!);
      value = Math.hypot(...image);
      vector = image.map((x) => x / value);
    }
    left = left.map((row, i) => row.map((x, j) => x - value * vector[i]! * vector[j]!));
    return vector;
  });
}

describe('pure_svd', () => {
  it.each([1, 4])('scores by the greatest %i singular vectors, found one after the other', async (factors) => {
    const model = await pureSvd.train(ratings, pureSvd.config.parse({ factors, iterations: 200 }), context);
    const vectors = singularVectorsSlowly(factors);
    const expected = product(product(dense, transposed(vectors)), vectors);
    const out = new Float64Array(14);
    expected.forEach((row, user) => {
      model.score(user, out);
      expect(furthest(out, stretched(row))).toBeLessThan(1e-9);
    });
  });

  it('gives the matrix back where it may have its rank', async () => {
    const model = await pureSvd.train(ratings, pureSvd.config.parse({ factors: 14 }), context);
    const out = new Float64Array(14);
    dense.forEach((row, user) => {
      model.score(user, out);
      expect(furthest(out, stretched(row))).toBeLessThan(1e-9);
    });
  });

  it('leaves less of the matrix than any other directions do', async () => {
    const model = await pureSvd.train(ratings, pureSvd.config.parse({ factors: 3 }), context);
    const v = model.save().arrays['vectors']!;
    const columns = Array.from({ length: 14 }, (_, item) => Array.from(v.subarray(item * 3, item * 3 + 3)));
    const rest = (basis: number[][]) => {
      const near = product(product(dense, basis), transposed(basis));
      return dense.reduce((sum, row, u) => sum + row.reduce((s, value, i) => s + (value - near[u]![i]!) ** 2, 0), 0);
    };
    const least = rest(columns);
    product(transposed(columns), columns).forEach((row, f) =>
      row.forEach((value, g) => expect(value).toBeCloseTo(f === g ? 1 : 0, 12)),
    );
    // A small turn of the subspace in any direction.
    for (let n = 0; n < 14; n++) {
      const turned = columns.map((row, item) => row.map((value, f) => value + (item === n && f === 0 ? 1e-3 : 0)));
      const scale = Math.sqrt(turned.reduce((sum, row) => sum + row[0]! ** 2, 0));
      expect(rest(turned.map((row) => row.map((value, f) => (f === 0 ? value / scale : value))))).toBeGreaterThan(
        least - 1e-6,
      );
    }
    expect(rowIndices(ratings, 0).length).toBeGreaterThan(0);
  });
});
