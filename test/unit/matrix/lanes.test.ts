import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Neighbours, SimilarityOptions } from '#runs/matrix/compute.ts';
import { cosine } from '#runs/matrix/cosine.ts';
import { emptyCsr, rowNorms } from '#runs/matrix/csr.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { blockRows } from '#runs/matrix/fill-lanes.ts';
import { layLanes } from '#runs/matrix/lanes.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { ofAll } from '#runs/matrix/meeting.ts';
import { createMeasure } from '#runs/matrix/measure.ts';
import type { MeasureKind } from '#runs/matrix/measure.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { scaledMatrix, scaleOf } from '#runs/matrix/wholes.ts';
import { csrOf, csrOfRows } from '../../support/matrices.ts';

const plain = localCompute(() => false, 'plain');
const wasm = localCompute(() => false, 'wasm');
const options: SimilarityOptions = { k: 5, shrinkage: 0, minOverlap: 1 };

/** Whole numbers of some scale that are added up in 16 bits, in 32 bits, and too great for both; signed ones; any. */
const values = [
  fc.constantFrom(0, 0.1, 0.3, 0.7, 1),
  fc.constantFrom(0.5, 1, 200, 4000),
  fc.integer({ min: 0, max: 32_767 }),
  fc.constantFrom(0.1, 0.3, 0.7, 1, -1, -0.3),
  fc.double({ min: -5, max: 5, noNaN: true }),
];

/** Rows of any length, also none. */
const matrices = fc
  .record({ rows: fc.integer({ min: 1, max: 40 }), cols: fc.integer({ min: 1, max: 30 }) })
  .chain(({ rows, cols }) => {
    const cells = (value: fc.Arbitrary<number>) =>
      fc.array(fc.dictionary(fc.nat(cols - 1).map(String), value, { maxKeys: cols }), {
        minLength: rows,
        maxLength: rows,
      });
    return fc.oneof(...values.map(cells)).map((all) =>
      csrOfRows(
        all.map((row) =>
          Object.entries(row)
            .map(([col, v]) => ({ col: Number(col), value: v }))
            .sort((a, b) => a.col - b.col),
        ),
        cols,
      ),
    );
  });

const measures = fc.constantFrom<MeasureKind>(
  { kind: 'cosine' },
  { kind: 'dot' },
  { kind: 'jaccard' },
  { kind: 'dice' },
  { kind: 'tversky', alpha: 0.3, beta: 0.3 },
  { kind: 'tversky', alpha: 2, beta: 2 },
  { kind: 'asymmetric', alpha: 0.2 },
);

const ones = (ratings: Csr): Csr => ({ ...ratings, values: ratings.values.map(() => 1) });

/** Cosines of every pair of rows by themselves, fully sorted. */
function everyPair(any: Csr, { k }: SimilarityOptions): Pick<Neighbours, 'counts' | 'ids' | 'similarities'> {
  const ratings = scaledMatrix(any, scaleOf(any.values));
  const norms = rowNorms(ratings);
  const kept = Math.max(0, Math.min(k, ratings.rows - 1));
  const [counts, ids] = [new Int32Array(ratings.rows), new Int32Array(ratings.rows * kept)];
  const similarities = new Float64Array(ratings.rows * kept);
  for (let row = 0; row < ratings.rows; row++) {
    const list = Array.from(norms, (_, id) => ({ id, similarity: cosine(ratings, norms, row, id) }))
      .filter(({ id, similarity }) => id !== row && similarity > 0)
      .sort((a, b) => b.similarity - a.similarity || a.id - b.id)
      .slice(0, kept);
    counts[row] = list.length;
    ids.set(
      list.map(({ id }) => id),
      row * kept,
    );
    similarities.set(
      list.map(({ similarity }) => similarity),
      row * kept,
    );
  }
  return { counts, ids, similarities };
}

/** How the kernel adds up each group of rows: in whole numbers of 16 or 32 bits, where it can. */
function waysOf(ratings: Csr): string[] {
  const scale = scaleOf(ratings.values);
  const measure = createMeasure({ kind: 'cosine' }, 0, ratings, { scale });
  const lanes = layLanes(ofAll(ratings, scale), { measure, minOverlap: 1, k: 3, threads: 1 })!;
  return lanes.wide ? Array.from(lanes.wide, (wide) => (wide ? 'wide' : 'narrow')) : ['float64'];
}

describe('neighbours by WebAssembly', () => {
  it('have the bits of every pair by itself, for any values, empty rows and more neighbours than rows', async () => {
    await fc.assert(
      fc.asyncProperty(matrices, fc.integer({ min: 1, max: 60 }), async (ratings, k) => {
        expect(await wasm.topK(ratings, { ...options, k })).toMatchObject(everyPair(ratings, { ...options, k }));
      }),
      { numRuns: 150 },
    );
  });

  it('have the bits of plain TypeScript for every measure, shrinkage and least overlap', async () => {
    await fc.assert(
      fc.asyncProperty(
        matrices,
        measures,
        fc.constantFrom(0, 0.5, 20),
        fc.integer({ min: 1, max: 4 }),
        async (any, measure, shrinkage, minOverlap) => {
          const ratings = measure.kind === 'cosine' || measure.kind === 'dot' ? any : ones(any);
          const how = { k: 4, shrinkage, minOverlap, measure };
          expect(await wasm.topK(ratings, how)).toEqual(await plain.topK(ratings, how));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('have the same range and mean of cosines as plain TypeScript', async () => {
    await fc.assert(
      fc.asyncProperty(matrices, async (ratings) => {
        expect(await wasm.summarise(ratings)).toEqual(await plain.summarise(ratings));
      }),
      { numRuns: 300 },
    );
    const ratings = overBlocks([0.1, 0.3, 1]);
    expect(await wasm.summarise(ratings)).toEqual(await plain.summarise(ratings));
  });

  it.each([
    ['sums of 16 bits', [0.1, 0.3, 0.7, 1], 'narrow'],
    ['sums of 32 bits', [0.1, 0.3, 0.7, 1, 500], 'wide'],
    ['whole numbers whose sums might exceed them', [1, 30_000], 'float64'],
    ['any numbers', null, 'float64'],
  ])('are the same over several blocks of rows, with %s', async (_, values, way) => {
    const ratings = overBlocks(values);
    expect(waysOf(ratings)).toContain(way);
    expect(await wasm.topK(ratings, { ...options, k: 3 })).toEqual(await plain.topK(ratings, { ...options, k: 3 }));
  });

  it('are those of smaller ids where far more rows are equally similar than lists hold', async () => {
    const random = createRandom(1, 'ties');
    const kinds = [[0, 1, 2], [1, 2, 3], [0], [3, 4]];
    const rows = Array.from({ length: 400 }, () =>
      kinds[random.below(kinds.length)]!.map((col) => ({ col, value: 1 })),
    );
    const ratings = csrOfRows(rows, 5);
    for (const k of [1, 4, 50]) {
      expect(await wasm.topK(ratings, { ...options, k })).toEqual(await plain.topK(ratings, { ...options, k }));
    }
  });

  it('leave values to plain TypeScript whose products might not be numbers', async () => {
    const measure = (ratings: Csr) => ({
      measure: createMeasure({ kind: 'cosine' }, 0, ratings),
      minOverlap: 1,
      k: 1,
      threads: 1,
    });
    for (const value of [NaN, Infinity, 1e200, 1e-200]) {
      const ratings = {
        ...csrOf([
          [1, 1],
          [1, 1],
        ]),
        values: Float64Array.of(1, value, 1, 1),
      };
      expect(layLanes(ofAll(ratings, scaleOf(ratings.values)), measure(ratings))).toBeNull();
      expect(await wasm.topK(ratings, options)).toEqual(await plain.topK(ratings, options));
    }
  });

  it('are none where there is nothing to compare', async () => {
    for (const ratings of [emptyCsr(0, 3), emptyCsr(3, 0), emptyCsr(1, 1), csrOf([[1, 1]])]) {
      expect(await wasm.topK(ratings, options)).toEqual(await plain.topK(ratings, options));
    }
  });
});

/** A little more rows than a block has, each with some of a few popular columns. */
function overBlocks(values: readonly number[] | null): Csr {
  const random = createRandom(1, 'lanes');
  const rows = Array.from({ length: blockRows + 77 }, () => {
    const columns = Array.from({ length: 12 }, (_, col) => col).filter((col) => random.next() < 1 / (col + 2));
    return columns.map((col) => ({ col, value: values ? values[random.below(values.length)]! : random.next() }));
  });
  return csrOfRows(rows, 12);
}
