import type { Csr } from '#runs/matrix/csr.ts';
import type { SavedModel } from '#runs/models/model.ts';

export type Numbers = SavedModel['arrays'][string];

/** @returns what is wrong with offsets into `length` things, of `rows` rows; null where all is well */
export function complaintAboutOffsets(indptr: Int32Array, rows: number, length: number): string | null {
  if (indptr.length !== rows + 1) return `holds ${indptr.length} offsets instead of ${rows + 1}`;
  if (indptr[0] !== 0) return `starts at ${indptr[0]} instead of 0`;
  for (let row = 0; row < rows; row++) {
    if (indptr[row + 1]! < indptr[row]!) return `falls from ${indptr[row]} to ${indptr[row + 1]} at row ${row}`;
  }
  return indptr[rows] === length ? null : `ends at ${indptr[rows]} instead of ${length}`;
}

/** @returns what is wrong with indices that must be in [0, bound); null where all is well */
export function complaintAboutIndices(indices: Int32Array, bound: number): string | null {
  for (const index of indices) if (index < 0 || index >= bound) return `holds ${index}, outside 0 to ${bound - 1}`;
  return null;
}

/** @returns what is wrong with numbers that must be finite; null where all is well */
export function complaintAboutNumbers(values: Numbers): string | null {
  if (values instanceof Int32Array) return null;
  const at = values.findIndex((value) => !Number.isFinite(value));
  return at < 0 ? null : `holds ${values[at]} at ${at}, which is no finite number`;
}

/** Columns ascend within each row of a matrix and are distinct. Offsets and indices are whole. */
export function complaintAboutOrder({
  rows,
  indptr,
  indices,
}: Pick<Csr, 'rows' | 'indptr' | 'indices'>): string | null {
  for (let row = 0; row < rows; row++) {
    for (let p = indptr[row]! + 1; p < indptr[row + 1]!; p++) {
      if (indices[p]! <= indices[p - 1]!) return `does not ascend within row ${row}`;
    }
  }
  return null;
}
