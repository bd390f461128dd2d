import { blockSize, panelLines } from './blocks.ts';
import type { BlockArea, Blocks } from './blocks.ts';
import { factor } from './cholesky.ts';
import { createBlocks } from './create-blocks.ts';
import { singular } from './singular.ts';

/**
 * A part of the inverse of a symmetric positive definite matrix in place, A⁻¹ = WᵀW with A = UᵀU and W = U⁻ᵀ.
 * - panel: the blocks of U in block row `row`, right of the diagonal; the caller has made the one on it (`factorDiagonal`)
 * - triangle: W below the diagonal, block column by block column; U stays above, and W's diagonal is the reciprocal of U's
 * - product: WᵀW above the diagonal in place of U, block row by block row, and its diagonal into `diagonal`
 *
 * Every block row or column writes where no other reads, so threads share all but what they work in.
 */
export type InverseJob = {
  kind: 'inverse';
  phase: 'panel' | 'triangle' | 'product';
  area: BlockArea;
  pages: WebAssembly.Memory | null;
  row: number;
  /** Output of `product`: the diagonal of A⁻¹. */
  diagonal: Float64Array;
};

export const inverseBlocks = ({ phase, area: { size }, row }: InverseJob): number =>
  size / blockSize - (phase === 'panel' ? row + 1 : 0);

export function inversePass(job: InverseJob): (from: number, to: number) => void {
  const work = createWork(job.area, createBlocks(job.area, job.pages));
  const one = {
    panel: (n: number) => work.panelBlock(job.row, job.row + 1 + n),
    triangle: (column: number) => work.triangleColumn(column),
    product: (row: number) => work.productRow(row, job.diagonal),
  }[job.phase];
  return (from, to) => {
    for (let n = from; n < to; n++) one(n);
  };
}

/**
 * The block of U on the diagonal in block row `job.row`, from those above it.
 * @throws KindredError invalid_input where the matrix is not positive definite as far as rounding can tell
 */
export function factorDiagonal({ area, pages, row }: InverseJob): void {
  createWork(area, createBlocks(area, pages)).diagonalBlock(row);
}

function createWork(area: BlockArea, blocks: Blocks) {
  const { a, size, sums } = area;
  const count = size / blockSize;
  const place = (row: number, column: number) => (row * size + column) * blockSize;

  /** sums = Σ over the lines of block rows [from, to) of the products of two block columns. */
  function addColumns(left: PackBlock, right: PackBlock, from: number, to: number): void {
    sums.fill(0);
    for (let block = from; block < to; block += panelBlocks) {
      const end = Math.min(to, block + panelBlocks);
      for (let m = block; m < end; m++) {
        left('left', m, (m - block) * blockSize);
        right('right', m, (m - block) * blockSize);
      }
      blocks.multiply((end - block) * blockSize);
    }
  }

  const ofColumn =
    (column: number): PackBlock =>
    (panel, row, first) =>
      blocks.pack(panel, first, place(row, column), blockSize);

  /** Block column of W, whose block on the diagonal shares its place with U. */
  const ofTriangle =
    (column: number): PackBlock =>
    (panel, row, first) => {
      blocks.pack(panel, first, place(row, column), blockSize);
      if (row === column) keepLower(area[panel], first, a, place(row, row), size);
    };

  /** sums = A − sums of the block at a place. */
  function subtractFrom(at: number): void {
    for (let i = 0, p = 0; i < blockSize; i++) {
      for (let j = 0, from = at + i * size; j < blockSize; j++, p++, from++) sums[p] = a[from]! - sums[p]!;
    }
  }

  /** Values of `sums` to the block at a place, where `wanted` says so. */
  function store(at: number, wanted: (i: number, j: number) => boolean): void {
    for (let i = 0, p = 0; i < blockSize; i++) {
      for (let j = 0; j < blockSize; j++, p++) if (wanted(i, j)) a[at + i * size + j] = sums[p]!;
    }
  }

  return {
    diagonalBlock(row: number): void {
      addColumns(ofColumn(row), ofColumn(row), 0, row);
      const before = Float64Array.from({ length: blockSize }, (_, i) => a[place(row, row) + i * (size + 1)]!);
      subtractFrom(place(row, row));
      if (!factor(sums, blockSize, before)) throw singular();
      store(place(row, row), onOrAbove);
    },
    panelBlock(row: number, column: number): void {
      addColumns(ofColumn(row), ofColumn(column), 0, row);
      subtractFrom(place(row, column));
      blocks.solve(place(row, row));
      store(place(row, column), everywhere);
    },
    triangleColumn(column: number): void {
      sums.fill(0);
      for (let i = 0; i < blockSize; i++) sums[i * (blockSize + 1)] = 1;
      blocks.solve(place(column, column));
      store(place(column, column), below);
      for (let row = column + 1; row < count; row++) {
        addColumns(ofColumn(row), ofTriangle(column), column, row);
        for (let p = 0; p < sums.length; p++) sums[p] = -sums[p]!;
        blocks.solve(place(row, row));
        store(place(row, column), everywhere);
      }
    },
    productRow(row: number, diagonal: Float64Array): void {
      for (let column = row; column < count; column++) {
        addColumns(ofTriangle(row), ofTriangle(column), column, count);
        store(place(row, column), column === row ? above : everywhere);
        if (column > row) continue;
        for (let i = 0; i < blockSize; i++) diagonal[row * blockSize + i] = sums[i * (blockSize + 1)]!;
      }
    },
  };
}

const panelBlocks = panelLines / blockSize;

/** Puts a block of a block column into a panel, from its line `first`. */
type PackBlock = (panel: 'left' | 'right', row: number, first: number) => void;

const everywhere = (): boolean => true;
const above = (i: number, j: number): boolean => j > i;
const onOrAbove = (i: number, j: number): boolean => j >= i;
const below = (i: number, j: number): boolean => j < i;

/** Of a block of W on the diagonal in a panel, what does not belong to W: 0 above, and the reciprocal of U on the diagonal. */
function keepLower(panel: Float64Array, first: number, a: Float64Array, at: number, size: number): void {
  for (let i = 0; i < blockSize; i++) {
    for (let j = i; j < blockSize; j++) {
      const to = (j >> 2) * panelLines * 4 + (first + i) * 4 + (j & 3);
      panel[to] = i === j ? 1 / a[at + i * (size + 1)]! : 0;
    }
  }
}
