import { KindredError } from '#shared/api/errors.ts';
import type { Weighting } from '#shared/domain/weighting.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { buildMatrix } from '../build-matrix.ts';
import type { Parts } from './hold-out.ts';
import type { Interactions } from '../interactions.ts';
import { hasPair, pairsOf, type Pairs } from '../pairs.ts';
import type { Given } from '../source.ts';
import type { Held } from '../split.ts';

type Result = { folds: Held[]; leakage: number | null };

/** One fold from held-out events (1 for each such row): their pairs, without those that are in train as well. */
export function foldOfRows(interactions: Interactions, held: Uint8Array, weighting: Weighting): Result {
  const trainRows = rowsWhere(held, 0);
  const testRows = rowsWhere(held, 1);
  const test = positive(buildMatrix(interactions, testRows, weighting));
  const fold = { trainRows, ...withoutSeen(test, pairsOf(interactions, trainRows)) };
  return { folds: [fold], leakage: leakageOf(interactions, [{ trainRows, testRows }]) };
}

/** `count` folds from the part of each pair: fold f holds out the pairs of part f + 1, with all their events. */
export function foldOfPairs(
  interactions: Interactions,
  pairs: Pairs,
  parts: Parts,
  count: number,
  weighting: Weighting,
): Result {
  const partOfRow = new Uint8Array(interactions.users.length);
  for (let pair = 0; pair < parts.length; pair++) {
    for (let at = pairs.starts[pair]!; at < pairs.starts[pair + 1]!; at++) partOfRow[pairs.order[at]!] = parts[pair]!;
  }
  const divided = Array.from({ length: count }, (_, fold) => ({
    trainRows: rowsWhere(partOfRow, fold + 1, true),
    testRows: rowsWhere(partOfRow, fold + 1),
  }));
  const folds = divided.map(({ trainRows, testRows }) => ({
    trainRows,
    test: positive(buildMatrix(interactions, testRows, weighting)),
    repeated: 0,
  }));
  return { folds, leakage: leakageOf(interactions, divided) };
}

/** All interactions to learn from, and the held-out pairs that came beside them, each with value 1. */
export function givenFold(interactions: Interactions, given: Given | null): Result {
  if (!given) {
    throw new KindredError(
      'conflict',
      'This dataset brought no held-out part of its own. Use the split temporal, random, leave-one-out or folds.',
    );
  }
  const events = given.testUsers.length;
  const held = {
    ...interactions,
    users: given.testUsers,
    items: given.testItems,
    weights: new Float64Array(events).fill(1),
    times: null,
  };
  const test = buildMatrix(held, null, { aggregation: 'max', transform: 'none' });
  const trainRows = Int32Array.from({ length: interactions.users.length }, (_, row) => row);
  return { folds: [{ trainRows, ...withoutSeen(test, pairsOf(interactions, null)) }], leakage: null };
}

function rowsWhere(values: Uint8Array, wanted: number, not = false): Int32Array {
  let count = 0;
  for (const value of values) count += (value === wanted) !== not ? 1 : 0;
  const rows = new Int32Array(count);
  let at = 0;
  for (let row = 0; row < values.length; row++) if ((values[row] === wanted) !== not) rows[at++] = row;
  return rows;
}

/** Share of held-out events older than the newest training event of their fold. */
function leakageOf({ times }: Interactions, folds: { trainRows: Int32Array; testRows: Int32Array }[]): number | null {
  if (!times) return null;
  let older = 0;
  let events = 0;
  for (const { trainRows, testRows } of folds) {
    let newest = -Infinity;
    for (const row of trainRows) newest = Math.max(newest, times[row]!);
    for (const row of testRows) older += times[row]! < newest ? 1 : 0;
    events += testRows.length;
  }
  return events === 0 ? 0 : older / events;
}

/** The matrix without the pairs that are in train, and how many those are. */
function withoutSeen(matrix: Csr, train: Pairs): Pick<Held, 'test' | 'repeated'> {
  const test = keep(matrix, (at, row) => !hasPair(train, row, matrix.indices[at]!));
  return { test, repeated: matrix.indices.length - test.indices.length };
}

const positive = (matrix: Csr): Csr => keep(matrix, (at) => matrix.values[at]! > 0);

function keep(matrix: Csr, wanted: (at: number, row: number) => boolean): Csr {
  const { rows } = matrix;
  const indptr = new Int32Array(rows + 1);
  const indices = new Int32Array(matrix.indices.length);
  const values = new Float64Array(matrix.indices.length);
  let kept = 0;
  for (let row = 0; row < rows; row++) {
    for (let at = matrix.indptr[row]!; at < matrix.indptr[row + 1]!; at++) {
      if (!wanted(at, row)) continue;
      indices[kept] = matrix.indices[at]!;
      values[kept] = matrix.values[at]!;
      kept += 1;
    }
    indptr[row + 1] = kept;
  }
  return { ...matrix, indptr, indices: indices.slice(0, kept), values: values.slice(0, kept) };
}
