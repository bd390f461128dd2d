import { describe, expect, it } from 'vitest';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { p3alpha } from '#runs/models/p3alpha.ts';
import { rp3beta } from '#runs/models/rp3beta.ts';
import { describeModel } from '../../suites/model-suite.ts';
import { noSide } from '../../suites/no-side.ts';
import { denseOf, randomCsr } from '../../support/matrices.ts';

const asWalk = { reason: 'collaborative_filtering', learnsTaste: 'only', refusesDislikes: true } as const;
describeModel(p3alpha, { config: { n_neighbors: 6 }, ...asWalk });
describeModel(rp3beta, { config: { alpha: 1.3, beta: 0.4 }, ...asWalk });
describeModel(rp3beta, { config: { n_neighbors: 6, normalize: false }, ...asWalk });

type Dense = number[][];

/** The published steps over dense matrices, one after the other. */
function weightsOf(
  dense: Dense,
  { alpha, beta, k, normalize }: { alpha: number; beta: number; k: number; normalize: boolean },
): Dense {
  const items = dense[0]!.map((_, i) => i);
  const degree = items.map((i) => dense.filter((row) => row[i] !== 0).length);
  const sum = dense.map((row) => row.reduce((a, b) => a + b, 0));
  const rows = items.map((j) =>
    items.map((i) => {
      if (i === j) return 0;
      const walked = dense.reduce(
        (total, row, u) =>
          total + (row[j] !== 0 && row[i] !== 0 ? (1 / degree[j]!) ** alpha * (row[i]! / sum[u]!) ** alpha : 0),
        0,
      );
      return walked / degree[i]! ** beta;
    }),
  );
  const kept = rows.map((row) => greatest(row, k)).map((row) => (normalize ? divided(row) : row));
  const columns = items.map((i) =>
    greatest(
      kept.map((row) => row[i]!),
      k,
    ),
  );
  return items.map((j) => items.map((i) => columns[i]![j]!));
}

function greatest(row: number[], k: number): number[] {
  const order = row.map((_, i) => i).sort((a, b) => row[b]! - row[a]! || a - b);
  return row.map((value, i) => (order.indexOf(i) < k ? value : 0));
}

function divided(row: number[]): number[] {
  const sum = row.reduce((a, b) => a + b, 0);
  return row.map((value) => (sum > 0 ? value / sum : 0));
}

describe('the walks', () => {
  const ratings = randomCsr(createRandom(2, 'walks'), 25, 16, 0.35);
  const dense = denseOf(ratings);

  it.each([
    { alpha: 1, beta: 0, k: 16, normalize: false },
    { alpha: 0.6, beta: 0, k: 5, normalize: true },
    { alpha: 1.4, beta: 0.7, k: 5, normalize: true },
    { alpha: 1.4, beta: 0.7, k: 5, normalize: false },
  ])('rank as the published steps do, written out: %j', async (how) => {
    const algorithm = how.beta === 0 ? p3alpha : rp3beta;
    const { k: n_neighbors, ...rest } = how;
    const config = how.beta === 0 ? { alpha: how.alpha, normalize: how.normalize } : rest;
    const model = await algorithm.train(ratings, algorithm.config.parse({ n_neighbors, ...config }) as never, {
      seed: 1,
      side: noSide,
      compute: localCompute(() => false),
      onStep: () => undefined,
      shouldStop: () => false,
    });
    const weights = weightsOf(dense, how);
    const out = new Float64Array(16);
    let scale: number | undefined;
    dense.forEach((row, user) => {
      model.score(user, out);
      out.forEach((score, item) => {
        const expected = row.reduce((total, rating, j) => total + rating * weights[j]![item]!, 0);
        if (expected > 0) scale ??= score / expected;
        expect(score).toBeCloseTo(expected * (scale ?? 0), 12);
      });
    });
    expect(scale).toBeGreaterThan(0);
  });
});
