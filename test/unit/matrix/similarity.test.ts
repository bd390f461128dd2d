import { describe, expect, it } from 'vitest';
import type { Neighbours, SimilarityOptions } from '#runs/matrix/compute.ts';
import { cosine } from '#runs/matrix/cosine.ts';
import { emptyCsr, rowNorms } from '#runs/matrix/csr.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { scaledMatrix, scaleOf } from '#runs/matrix/wholes.ts';
import { csrOf, denseOf, randomCsr } from '../../support/matrices.ts';

const { topK, summarise } = localCompute(() => false);
const plain: SimilarityOptions = { k: 5, shrinkage: 0, minOverlap: 1 };

/** In whole numbers, where values have a unit: their sums are exact. */
const wholeOf = (ratings: Csr): Csr => scaledMatrix(ratings, scaleOf(ratings.values));

const listsOf = ({ rows, k, counts, ids, similarities }: Neighbours) =>
  Array.from({ length: rows }, (_, row) =>
    Array.from({ length: counts[row]! }, (__, n) => ({ id: ids[row * k + n]!, sim: similarities[row * k + n]! })),
  );

/** The slow and obvious: every pair over dense rows, a full sort. */
function reference(any: Csr, { k, shrinkage, minOverlap }: SimilarityOptions) {
  const ratings = wholeOf(any);
  const scale = scaleOf(any.values) || 1;
  const dense = denseOf(ratings);
  const norms = rowNorms(ratings);
  return dense.map((a, i) =>
    dense
      .map((b, j) => {
        const products = a.map((value, c) => value * b[c]!);
        const overlap = a.filter((value, c) => value !== 0 && b[c] !== 0).length;
        const length = norms[i]! * norms[j]!;
        const sim =
          length > 0 ? Math.min(1, products.reduce((x, y) => x + y, 0) / (length + shrinkage * scale ** 2)) : 0;
        return { id: j, sim, overlap };
      })
      .filter(({ id, sim, overlap }) => id !== i && sim > 0 && overlap >= minOverlap)
      .sort((a, b) => b.sim - a.sim || a.id - b.id)
      .slice(0, k)
      .map(({ id, sim }) => ({ id, sim })),
  );
}

describe('topK over rows', () => {
  const dense = randomCsr(createRandom(1, 'similarity'), 60, 40, 0.3);
  const sparse = randomCsr(createRandom(2, 'similarity'), 150, 400, 0.01);
  const binary = randomCsr(createRandom(3, 'similarity'), 80, 12, 0.3, [1]);
  const signed = randomCsr(createRandom(4, 'similarity'), 60, 30, 0.3, [1, -1, 0.5]);

  it.each([
    ['dense rows', dense, plain],
    ['sparse rows', sparse, plain],
    ['many ties', binary, { ...plain, k: 3 }],
    ['dislikes', signed, plain],
    ['shrinkage', dense, { ...plain, shrinkage: 2.5 }],
    ['a least overlap', dense, { ...plain, minOverlap: 4 }],
    ['all the others', dense, { ...plain, k: 59 }],
  ])('has the bits of a full sort over dense rows: %s', async (_, ratings, options) => {
    expect(listsOf(await topK(ratings, options))).toEqual(reference(ratings, options));
  });

  it('gives equal rows a similarity of 1, never more, in the order of their index', async () => {
    const row = [0.1, 0.3, 0.7, 1.1, 0.2];
    const [first] = listsOf(await topK(csrOf([row, row, row, row]), plain));
    expect(first!.map(({ id }) => id)).toEqual([1, 2, 3]);
    for (const { sim } of first!) {
      expect(sim).toBeLessThanOrEqual(1);
      expect(sim).toBeGreaterThan(1 - 1e-12);
    }
  });

  it('gives no neighbours to rows that are empty, or zero, and never NaN', async () => {
    const ratings = {
      ...csrOf([
        [1, 1],
        [1, 1],
        [1, 1],
        [1, 1],
      ]),
      values: Float64Array.of(1, 1, 0, 0, 1, 0, NaN, 1),
    };
    const lists = listsOf(await topK(ratings, plain));
    expect(lists[1]).toEqual([]);
    expect(lists.flat().every(({ sim }) => sim > 0 && sim <= 1)).toBe(true);
    expect(listsOf(await topK(emptyCsr(3, 4), plain))).toEqual([[], [], []]);
  });

  it('keeps no more neighbours than there are other rows', async () => {
    expect((await topK(dense, { ...plain, k: 10_000 })).k).toBe(59);
    expect(listsOf(await topK(csrOf([[1, 1]]), plain))).toEqual([[]]);
    expect(listsOf(await topK(emptyCsr(0, 5), plain))).toEqual([]);
  });

  it('reports progress up to the end', async () => {
    const seen: [number, number][] = [];
    await topK(dense, plain, (done, total) => seen.push([done, total]));
    expect(seen.at(-1)).toEqual([60, 60]);
    expect(seen).toEqual(seen.toSorted((a, b) => a[0] - b[0]));
  });

  it('stops with cancelled within a few rows', async () => {
    let asked = 0;
    const stopping = localCompute(() => ++asked > 2);
    await expect(stopping.topK(sparse, plain)).rejects.toMatchObject({ code: 'cancelled' });
    expect(asked).toBe(3);
  });
});

describe('summarise', () => {
  function ofAllPairs(any: Csr) {
    const ratings = wholeOf(any);
    const norms = rowNorms(ratings);
    const rows = Array.from(norms.keys()).filter((row) => norms[row]! > 0);
    return rows.flatMap((a) => rows.filter((b) => b > a).map((b) => cosine(ratings, norms, a, b)));
  }

  it.each([
    ['dense', randomCsr(createRandom(5, 'summary'), 60, 40, 0.6)],
    ['sparse, with empty rows', randomCsr(createRandom(6, 'summary'), 150, 400, 0.004)],
    ['signed', randomCsr(createRandom(7, 'summary'), 50, 30, 0.3, [1, -1])],
    [
      'only equal rows',
      csrOf([
        [0.1, 0.3],
        [0.1, 0.3],
        [0.2, 0.6],
      ]),
    ],
  ])('has the least, greatest and mean cosine of all pairs: %s', async (_, ratings) => {
    const all = ofAllPairs(ratings);
    const summary = await summarise(ratings);
    expect(summary).toMatchObject({ min: Math.min(...all), max: Math.max(...all), pairs: all.length });
    expect(summary!.mean).toBeCloseTo(all.reduce((a, b) => a + b, 0) / all.length, 12);
  });

  it('has no answer for fewer than two rows with values', async () => {
    expect(
      await summarise(
        csrOf([
          [1, 1],
          [0, 0],
        ]),
      ),
    ).toBeNull();
    expect(await summarise(emptyCsr(0, 0))).toBeNull();
  });
});
