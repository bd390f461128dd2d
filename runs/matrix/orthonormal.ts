/** The columns of a dense row-major matrix, each in an array of its own. */
export function columnsOf(rows: Float64Array, width: number): Float64Array[] {
  const count = rows.length / width;
  return Array.from({ length: width }, (_, f) =>
    Float64Array.from({ length: count }, (__, row) => rows[row * width + f]!),
  );
}

/** The inverse of `columnsOf`. */
export function rowsOfColumns(columns: readonly Float64Array[]): Float64Array {
  const width = columns.length;
  const rows = new Float64Array(width * (columns[0]?.length ?? 0));
  columns.forEach((column, f) => column.forEach((value, row) => (rows[row * width + f] = value)));
  return rows;
}

/**
 * Makes vectors orthonormal in place (modified Gram–Schmidt, each vector twice: "twice is enough", Parlett 1998).
 * A vector that the ones before it span becomes 0.
 * @param keepGoing called before each vector; throws to stop
 */
export function orthonormalise(vectors: readonly Float64Array[], keepGoing: () => void): void {
  vectors.forEach((vector, f) => {
    keepGoing();
    const before = length(vector);
    for (let pass = 0; pass < 2; pass++) for (let g = 0; g < f; g++) subtractShare(vector, vectors[g]!);
    const after = length(vector);
    const scale = after > 1e-12 * before ? 1 / after : 0;
    for (let i = 0; i < vector.length; i++) vector[i]! *= scale;
  });
}

function subtractShare(vector: Float64Array, unit: Float64Array): void {
  let share = 0;
  for (let i = 0; i < vector.length; i++) share += vector[i]! * unit[i]!;
  for (let i = 0; i < vector.length; i++) vector[i]! -= share * unit[i]!;
}

function length(vector: Float64Array): number {
  let square = 0;
  for (let i = 0; i < vector.length; i++) square += vector[i]! ** 2;
  return Math.sqrt(square);
}
