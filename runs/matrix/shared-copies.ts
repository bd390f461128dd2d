import { shared } from './csr.ts';
import type { Csr } from './csr.ts';

/** Matrices that were copied to shared memory before; a model that takes many steps over one matrix copies it once. */
const copies = new WeakMap<Csr, Csr>();

/** The matrix where the jobs of a runner can read it. The matrix must not change afterwards. */
export function inMemoryOf({ memory }: { memory: 'private' | 'shared' }, matrix: Csr): Csr {
  if (memory === 'private') return matrix;
  let copy = copies.get(matrix);
  if (!copy) copies.set(matrix, (copy = shared(matrix)));
  return copy;
}
