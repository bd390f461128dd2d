import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Compute } from '#runs/matrix/compute.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import type { MeasureKind } from '#runs/matrix/measure.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { cutBlocks } from '#runs/matrix/row-blocks.ts';
import { leastSearchBytes, partsFor, searchBytes } from '#runs/matrix/search-bytes.ts';
import type { Spill } from '#runs/matrix/spill.ts';
import { parallelCompute } from '#runs/training/parallel-compute.ts';
import { openSpillFile } from '#runs/training/spill-file.ts';
import { randomCsr } from '../../support/matrices.ts';
import { tempHome } from '../../support/temp-home.ts';

const { home, remove } = tempHome();
const folder = join(home, 'tmp');
let reads = 0;

/** Little memory: for some blocks, see `setParts`. */
const spill: Spill = {
  bytes: 1,
  open() {
    const store = openSpillFile(folder);
    return {
      ...store,
      read(n) {
        reads += 1;
        return store.read(n);
      },
    };
  },
};

const worker = new URL('../../../runs/training/kernel-worker.ts', import.meta.url);
const whole = localCompute(() => false, 'plain');
const computes: Record<string, Compute & { close?(): Promise<void> }> = {
  'plain TypeScript': localCompute(() => false, 'plain', spill),
  WebAssembly: localCompute(() => false, 'wasm', spill),
  'two workers': parallelCompute(2, worker, () => false, { smallProduct: 0, spill }),
  'two workers of plain TypeScript': parallelCompute(2, worker, () => false, {
    smallProduct: 0,
    kernel: 'plain',
    spill,
  }),
};
beforeAll(() => (reads = 0));
afterAll(async () => {
  for (const { close } of Object.values(computes)) await close?.();
  remove();
});

/** Leaves a search as much memory as asks for so many parts. */
function setParts({ rows, cols, indices }: Csr, k: number, threads: number, parts: number): void {
  const parted = (bytes: number) => partsFor({ rows, cols, nnz: indices.length }, k, threads, bytes);
  let [low, high] = [1, 1e9];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (parted(middle) >= parts) low = middle;
    else high = middle;
  }
  spill.bytes = low;
}

const measures: MeasureKind[] = [
  { kind: 'cosine' },
  { kind: 'dot' },
  { kind: 'jaccard' },
  { kind: 'dice' },
  { kind: 'tversky', alpha: 0.2, beta: 0.9 },
  { kind: 'asymmetric', alpha: 0.2 },
];

const ones = (ratings: Csr): Csr => ({ ...ratings, values: ratings.values.map(() => 1) });
const isSet = ({ kind }: MeasureKind) => kind === 'jaccard' || kind === 'dice' || kind === 'tversky';

describe.each(Object.entries(computes))('a search by blocks whose columns wait on disk, by %s', (name, blockwise) => {
  const threads = name.startsWith('two') ? 2 : 1;

  it('has the bits of one in memory, for every measure and least overlap', async () => {
    const random = createRandom(1, 'by-blocks');
    for (const [rows, density] of [
      [150, 0.2],
      [203, 0.02],
    ] as const) {
      const ratings = randomCsr(random, rows, 60, density, [0.1, 0.3, -0.7, 1, 2.5]);
      for (const measure of measures) {
        for (const minOverlap of [1, 2]) {
          const how = { k: 7, shrinkage: 0.5, minOverlap, measure };
          const of = isSet(measure) ? ones(ratings) : ratings;
          setParts(of, how.k, threads, 4);
          const before = reads;
          expect(await blockwise.topK(of, how)).toEqual(await whole.topK(of, how));
          expect(reads - before).toBeGreaterThan(2);
        }
      }
    }
  });

  it('finds the same range and mean of cosines', async () => {
    for (const values of [
      [0.1, 0.3, 1],
      [-1, 0.5],
    ]) {
      const ratings = randomCsr(createRandom(1, 'range'), 130, 40, 0.4, values);
      setParts(ratings, 0, threads, 5);
      expect(await blockwise.summarise(ratings)).toEqual(await whole.summarise(ratings));
    }
  });

  it('leaves nothing on the disk', () => {
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
  });
});

describe('the memory of a search', () => {
  const sizes = fc.record({
    rows: fc.integer({ min: 1, max: 300_000 }),
    cols: fc.integer({ min: 1, max: 50_000 }),
    nnz: fc.integer({ min: 1, max: 3e7 }),
  });

  it('asks for more and smaller parts the less there is, never for more than 64', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 4 }), (size, threads) => {
        const all = searchBytes(size, 50, threads);
        expect(partsFor(size, 50, threads, all)).toBe(1);
        const parts = [all - 1, all / 2, all / 10, 1].map((bytes) => partsFor(size, 50, threads, bytes));
        expect(parts).toEqual(parts.toSorted((a, b) => a - b));
        expect(parts.at(-1)).toBe(64);
        expect(leastSearchBytes(size, 50, threads)).toBeLessThanOrEqual(all);
      }),
    );
  });

  it('is a small share of what 20 million weights take otherwise', () => {
    const size = { rows: 138_493, cols: 26_744, nnz: 2e7 };
    expect(leastSearchBytes(size, 50, 2)).toBeLessThan(0.1 * searchBytes(size, 50, 2));
  });

  it('cuts rows into blocks without a gap, each of its share of values or one row more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 2, max: 64 }), (rows, parts) => {
        const ratings = randomCsr(createRandom(rows, 'cut'), rows, 20, 0.3);
        const blocks = cutBlocks(ratings, parts);
        expect(blocks.at(-1)!.to).toBe(rows);
        for (const [n, { from, to }] of blocks.entries()) {
          expect(to).toBeGreaterThan(from);
          expect(from).toBe(n > 0 ? blocks[n - 1]!.to : 0);
          const values = ratings.indptr[to]! - ratings.indptr[from]!;
          expect(values).toBeLessThanOrEqual(Math.ceil(ratings.indices.length / parts) + 20);
          expect(to - from).toBeLessThanOrEqual(Math.ceil(rows / parts));
        }
      }),
    );
  });
});

describe('a file of columns', () => {
  it('that cannot be written says where and what to do', () => {
    const file = join(home, 'file');
    writeFileSync(file, '');
    expect(() => openSpillFile(join(file, 'tmp'))).toThrow(/could not be kept in .*file.tmp.*KINDRED_MEMORY_LIMIT/);
  });
});
