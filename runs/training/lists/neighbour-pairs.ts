import { rowIndices, rowLength, rowValues, transpose, type Csr } from '#runs/matrix/csr.ts';
import { pickRows } from '#runs/matrix/rows.ts';

/**
 * Pairs of some users of whom one is among the other's neighbours, each at both its places.
 * @param graph  all users × all users: the neighbours of each with their similarity, which is the same from either side
 * @param users  by index, ascending
 * @returns users × users, by place in `users`
 */
export function neighbourPairs(graph: Csr, users: Int32Array): Csr {
  const listed = among(graph, users);
  const listing = transpose(listed);
  const indptr = new Int32Array(users.length + 1);
  const indices = new Int32Array(2 * listed.indices.length);
  const values = new Float64Array(indices.length);
  let length = 0;
  for (let row = 0; row < users.length; row++) {
    const [own, others] = [rowIndices(listed, row), rowIndices(listing, row)];
    const [ownValues, otherValues] = [rowValues(listed, row), rowValues(listing, row)];
    for (let p = 0, q = 0; p < own.length || q < others.length; length++) {
      const [left, right] = [own[p] ?? Infinity, others[q] ?? Infinity];
      indices[length] = Math.min(left, right);
      values[length] = left <= right ? ownValues[p]! : otherValues[q]!;
      if (left <= right) p += 1;
      if (right <= left) q += 1;
    }
    indptr[row + 1] = length;
  }
  const size = users.length;
  return { rows: size, cols: size, indptr, indices: indices.slice(0, length), values: values.slice(0, length) };
}

/** Rows and columns of these users alone. */
function among(graph: Csr, users: Int32Array): Csr {
  const placeOf = new Int32Array(graph.cols).fill(-1);
  users.forEach((user, place) => (placeOf[user] = place));
  const rows = pickRows(graph, users);
  const indptr = new Int32Array(users.length + 1);
  let length = 0;
  for (let row = 0; row < rows.rows; row++) {
    const from = rows.indptr[row]!;
    for (let p = from, end = from + rowLength(rows, row); p < end; p++) {
      const place = placeOf[rows.indices[p]!]!;
      if (place < 0 || place === row) continue;
      rows.indices[length] = place;
      rows.values[length] = rows.values[p]!;
      length += 1;
    }
    indptr[row + 1] = length;
  }
  return {
    rows: users.length,
    cols: users.length,
    indptr,
    indices: rows.indices.slice(0, length),
    values: rows.values.slice(0, length),
  };
}
