/** Rows and columns of the blocks that dense work is done in. */
export const blockSize = 64;

/** Lines of a panel: two panels and a block of sums stay in a core's second cache. */
export const panelLines = 256;

/** A square matrix of whole blocks, row-major, and what one thread works in. */
export type BlockArea = {
  a: Float64Array;
  size: number;
  /** Two panels of `panelLines` lines of a block each, in strips of four columns. */
  left: Float64Array;
  right: Float64Array;
  /** blockSize × blockSize */
  sums: Float64Array;
};

/** What is done with blocks of the matrix; places are indices of `a`. */
export type Blocks = {
  /** Puts `lines` lines of a block's width into a panel, from its line `first`. */
  pack(panel: 'left' | 'right', first: number, at: number, lines: number): void;
  /** sums += LᵀR over the first `lines` lines of the panels. */
  multiply(lines: number): void;
  /** sums = U⁻ᵀ·sums, U the upper triangle of the block at a place. */
  solve(at: number): void;
};
