/** What one run logged: numbers of columns, and for each its value with the kind of it. */
export type RunValues = {
  columns: Uint32Array;
  /** 0 for a number; others mean something to the caller, who gives equal values equal ones. */
  kinds: Uint8Array;
  values: Float64Array;
};

/** Room for so many values. */
export const runValues = (length: number): RunValues => ({
  columns: new Uint32Array(length),
  kinds: new Uint8Array(length),
  values: new Float64Array(length),
});

/** What some runs logged under one name. */
export type ColumnSum = {
  name: string;
  /** Runs that have it, and those of them that have a number. */
  n: number;
  numbers: number;
  /** Of those that have it, the ones whose value is not the first's, or is, whichever are fewer; 0 where all have the same. */
  minority: number;
  /** Least and greatest number; null where there is none. */
  range: [number, number] | null;
};

/** The columns that some of the runs have, in the order of their names. @param names  of the columns, by number */
export function sumColumns(runs: readonly RunValues[], names: readonly string[]): ColumnSum[] {
  const n = new Uint32Array(names.length);
  const numbers = new Uint32Array(names.length);
  const others = new Uint32Array(names.length);
  const firstKind = new Uint8Array(names.length);
  const first = new Float64Array(names.length);
  const least = new Float64Array(names.length).fill(Number.POSITIVE_INFINITY);
  const most = new Float64Array(names.length).fill(Number.NEGATIVE_INFINITY);
  for (const { columns, kinds, values } of runs) {
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i]!;
      const kind = kinds[i]!;
      const value = values[i]!;
      if (n[column]!++ === 0) {
        firstKind[column] = kind;
        first[column] = value;
      } else if (kind !== firstKind[column] || value !== first[column]) others[column]!++;
      if (kind !== 0) continue;
      numbers[column]!++;
      if (value < least[column]!) least[column] = value;
      if (value > most[column]!) most[column] = value;
    }
  }
  return names
    .map((name, column): ColumnSum => ({
      name,
      n: n[column]!,
      numbers: numbers[column]!,
      minority: Math.min(others[column]!, n[column]! - others[column]!),
      range: numbers[column]! > 0 ? [least[column]!, most[column]!] : null,
    }))
    .filter((sum) => sum.n > 0)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
