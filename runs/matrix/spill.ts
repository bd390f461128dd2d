import type { Csr } from './csr.ts';

/** What a search for similar rows may use, and where columns go that do not fit beside one another. */
export type Spill = {
  /** Bytes that a search may allocate at a time, beside the matrix that it is given and its answer. */
  bytes: number;
  open(): BlockStore;
};

/** Blocks of a matrix outside memory, for as long as a search takes. */
export type BlockStore = {
  /** Keeps a block behind those before it. */
  write(block: Csr): void;
  /** The n-th block, in memory of the caller's thread. */
  read(n: number): Csr;
  close(): void;
};
