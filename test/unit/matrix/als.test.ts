import { describe, expect, it } from 'vitest';
import { rowLength } from '#runs/matrix/csr.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { denseOf, randomCsr } from '../../support/matrices.ts';
import { greatestDifference, inverse, product, rowsOf, transposed } from './dense.ts';

const { alsHalfStep } = localCompute(() => false);

describe.each([
  { factors: 1, pull: 0 },
  { factors: 3, pull: 0 },
  { factors: 4, pull: 0.3 },
  { factors: 6, pull: 0 },
  { factors: 6, pull: 0.3 },
])('alsHalfStep with $factors factors, pull $pull', ({ factors, pull }) => {
  const settings = { unobserved: 0.3, regularization: 0.07, frequency: 0.8, pull };
  const random = createRandom(factors, 'als');
  // One column has more values than are collected at a time.
  const ratings = randomCsr(random, 40, 300, 0.9, [1, 2, 0.5]);
  ratings.indptr.fill(ratings.indptr[39]!, 39, 40);
  // Weights of 0 say nothing, in neither sum.
  ratings.values.forEach((_, p) => p % 9 === 4 && (ratings.values[p] = 0));
  const fixed = Float64Array.from({ length: 300 * factors }, () => random.normal());
  const dense = rowsOf(fixed, factors);
  const expected = denseOf(ratings).map((row, user) => {
    const weighted = dense.map((y, item) => y.map((value) => value * (row[item]! + settings.unobserved)));
    const a = product(transposed(dense), weighted);
    const ridge =
      settings.regularization * (rowLength(ratings, user) + settings.unobserved * 300) ** settings.frequency;
    a.forEach((line, f) => (line[f]! += ridge));
    const b = product([row.map((weight) => (weight > 0 ? weight + pull : 0))], dense);
    return rowLength(ratings, user) === 0 ? b[0]!.map(() => 0) : product(b, inverse(a))[0]!;
  });

  it('has the solution of the normal equations, written out, of each row', async () => {
    const { solved } = await alsHalfStep({ ...settings, factors, ratings, fixed, start: null, steps: 0 });
    expect(greatestDifference(rowsOf(solved, factors), expected)).toBeLessThan(1e-10);
  });

  it('comes to the same, as near as float32 does, by as many conjugate gradients as there are factors', async () => {
    const start = Float64Array.from({ length: 40 * factors }, () => random.normal());
    const { solved } = await alsHalfStep({ ...settings, factors, ratings, fixed, start, steps: factors + 4 });
    expect(greatestDifference(rowsOf(solved, factors), expected)).toBeLessThan(1e-5);
  });

  it('says how far its values are from 1', async () => {
    const { solved, squaredError } = await alsHalfStep({ ...settings, factors, ratings, fixed, start: null, steps: 0 });
    const scores = product(rowsOf(solved, factors), transposed(dense));
    const errorOf = (w: number, score: number) => (w + pull) * (score - 1) ** 2 - pull * score ** 2;
    const sum = denseOf(ratings).reduce(
      (total, row, user) => total + row.reduce((of, w, item) => of + (w > 0 ? errorOf(w, scores[user]![item]!) : 0), 0),
      0,
    );
    expect(squaredError / sum).toBeCloseTo(1, 10);
  });
});
