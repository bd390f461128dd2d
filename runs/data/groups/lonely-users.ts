import type { Csr } from '#runs/matrix/csr.ts';

/** Users of each group who share no item with any other user of it: nobody in the group can be their neighbour. */
export function lonelyUsers({ rows, cols, indptr, indices }: Csr, ofRow: Int32Array, groups: number): number[] {
  const takers = new Int32Array(groups * cols);
  for (let row = 0; row < rows; row++) {
    for (let p = indptr[row]!; p < indptr[row + 1]!; p++) takers[ofRow[row]! * cols + indices[p]!]! += 1;
  }
  const lonely = Array.from({ length: groups }, () => 0);
  for (let row = 0; row < rows; row++) {
    const group = ofRow[row]!;
    const items = indices.subarray(indptr[row]!, indptr[row + 1]!);
    if (items.every((item) => takers[group * cols + item]! === 1)) lonely[group]! += 1;
  }
  return lonely;
}
