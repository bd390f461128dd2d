import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#runs/matrix/random.ts';
import { singularVectors } from '#runs/matrix/singular-vectors.ts';
import { denseOf, randomCsr } from '../../support/matrices.ts';

describe('singular vectors', () => {
  const [count, cols] = [40, 300];
  const ratings = randomCsr(createRandom(1, 'flat'), 500, cols, 0.05, [1]);
  const whole = new SingularValueDecomposition(new Matrix(denseOf(ratings)));
  const exact = whole.rightSingularVectors.subMatrix(0, cols - 1, 0, count - 1);

  /** How many of the directions lie outside the exact ones. */
  function outside(spare: number): number {
    const { vectors } = singularVectors(ratings, count, {
      iterations: 15,
      spare,
      random: createRandom(1, 'singular'),
      onIteration: () => undefined,
      keepGoing: () => undefined,
    });
    const found = Matrix.from1DArray(cols, count, Array.from(vectors));
    return count - exact.transpose().mmul(found).norm('frobenius') ** 2;
  }

  it('span the exact ones the nearer, the more are iterated beside them, where neighbouring singular values are nearly equal', () => {
    const [few, many] = [outside(10), outside(40)];
    expect(many).toBeLessThan(few / 10);
  });
});
