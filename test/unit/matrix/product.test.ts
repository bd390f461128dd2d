import { expect, it } from 'vitest';
import { transpose } from '#runs/matrix/csr.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { denseOf, randomCsr } from '../../support/matrices.ts';
import { product } from './dense.ts';

it('productTopK keeps the greatest of each row of the product, without the diagonal', async () => {
  const random = createRandom(1, 'product');
  const right = randomCsr(random, 30, 20, 0.2);
  const left = transpose(randomCsr(random, 30, 20, 0.2));
  const columnScale = Float64Array.from({ length: 20 }, () => random.next());
  const { counts, ids, similarities } = await localCompute(() => false).productTopK(left, right, { k: 5, columnScale });
  const expected = product(denseOf(left), denseOf(right)).map((row, r) =>
    row
      .map((value, id) => ({ id, value: value * columnScale[id]! }))
      .filter(({ id, value }) => id !== r && value > 0)
      .sort((a, b) => b.value - a.value || a.id - b.id)
      .slice(0, 5),
  );
  expected.forEach((list, row) => {
    expect(Array.from(ids.subarray(row * 5, row * 5 + counts[row]!))).toEqual(list.map(({ id }) => id));
    list.forEach(({ value }, n) => expect(similarities[row * 5 + n]).toBeCloseTo(value, 12));
  });
});
