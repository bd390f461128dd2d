import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averageLinkage } from '#runs/matrix/average-linkage.ts';
import { cosine } from '#runs/matrix/cosine.ts';
import { rowLength, rowNorms, type Csr } from '#runs/matrix/csr.ts';
import { activityOrder, clusterOrder, groupOrder, storedOrder } from '#runs/matrix/ordering.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { unitRows } from '#runs/matrix/rows.ts';
import { csrOf, csrOfRows, randomCsr } from '../../support/matrices.ts';

const someMatrix = fc
  .record({ seed: fc.nat(), rows: fc.integer({ min: 0, max: 25 }), cols: fc.integer({ min: 1, max: 12 }) })
  .map(({ seed, rows, cols }) => randomCsr(createRandom(seed, 'test'), rows, cols, 0.3, [1, -1, 0.3]));

const sorted = (order: Int32Array) => [...order].sort((a, b) => a - b);
const groupsFor = (rows: number) => Int32Array.from({ length: rows }, (_, row) => (row % 4) - 1);

describe('orders', () => {
  it('are permutations, and the same every time', () => {
    const orders: ((matrix: Csr) => Int32Array)[] = [
      (matrix) => storedOrder(matrix.rows),
      activityOrder,
      clusterOrder,
      (matrix) => groupOrder(matrix, groupsFor(matrix.rows)),
    ];
    fc.assert(
      fc.property(someMatrix, fc.constantFrom(...orders), (matrix, order) => {
        expect(sorted(order(matrix))).toEqual([...storedOrder(matrix.rows)]);
        expect(order(matrix)).toEqual(order(matrix));
      }),
    );
  });

  it('by activity puts the rows with most values first, equal ones by row', () => {
    expect([...activityOrder(csrOf([[1, 0, 0], [1, 1, 1], [0, 0, 0], [0, 0, 1]]))]).toEqual([1, 0, 3, 2]); // prettier-ignore
  });

  it('by group puts groups in turn, the most typical member first, rows without values and without a group last', () => {
    const matrix = csrOf([
      [0, 0, 1],
      [1, 1, 0],
      [0, 0, 0],
      [0, 1, 1],
      [1, 1, 1],
      [1, 0, 0],
    ]);
    // Group 0 is rows 1, 2, 4, 5: row 1 is closest to their sum, then 4, then 5; row 2 has no values. Row 0 has no group.
    expect([...groupOrder(matrix, Int32Array.of(-1, 0, 0, 1, 0, 0))]).toEqual([1, 4, 5, 2, 3, 0]);
  });

  it('by cluster brings together blocks that were shuffled, and puts rows without history in a band at the end', () => {
    const random = createRandom(7, 'test');
    const blocks = random.shuffle(Array.from({ length: 45 }, (_, row) => row % 3));
    const matrix = csrOfRows(
      blocks.map((block, row) =>
        row % 15 === 3
          ? []
          : [0, 1, 2, 3].filter(() => random.next() < 0.9).map((item) => ({ col: block * 4 + item, value: 1 })),
      ),
      12,
    );
    const order = clusterOrder(matrix);
    const filled = [...order].filter((row) => rowLength(matrix, row) > 0);
    const changes = filled.filter((row, place) => place > 0 && blocks[row] !== blocks[filled[place - 1]!]);
    expect(changes).toHaveLength(2);
    expect([...order.subarray(42)]).toEqual([3, 18, 33]);
  });

  it('by cluster goes through k-means above 2,000 rows and still finds the blocks', () => {
    const random = createRandom(11, 'test');
    const blocks = Array.from({ length: 2600 }, () => random.below(6));
    const matrix = csrOfRows(
      blocks.map((block) =>
        Array.from({ length: 10 }, (_, item) => ({ col: block * 10 + item, value: 1 })).filter(
          () => random.next() < 0.6,
        ),
      ),
      60,
    );
    const order = clusterOrder(matrix);
    const changes = [...order].filter((row, place) => place > 0 && blocks[row] !== blocks[order[place - 1]!]);
    expect(changes.length).toBeLessThanOrEqual(6);
    expect(sorted(order)).toEqual([...storedOrder(2600)]);
  });
});

describe('average linkage', () => {
  /** The slow and obvious way: merge the two clusters whose pairs have the greatest mean cosine, until one is left. */
  function slowly(matrix: Csr): Set<string> {
    const norms = rowNorms(matrix);
    const meanCosine = (a: number[], b: number[]) =>
      a.flatMap((i) => b.map((j) => cosine(matrix, norms, i, j))).reduce((sum, value) => sum + value, 0) /
      (a.length * b.length);
    let clusters = Array.from({ length: matrix.rows }, (_, row) => [row]);
    const found = new Set<string>();
    while (clusters.length > 1) {
      const pairs = clusters.flatMap((a, i) => clusters.slice(i + 1).map((b) => ({ a, b, mean: meanCosine(a, b) })));
      const best = pairs.reduce((most, pair) => (pair.mean > most.mean ? pair : most));
      const union = [...best.a, ...best.b].sort((a, b) => a - b);
      clusters = [...clusters.filter((cluster) => cluster !== best.a && cluster !== best.b), union];
      found.add(union.join());
    }
    return found;
  }

  it('makes the same clusters as the slow and obvious way', () => {
    for (let seed = 0; seed < 30; seed++) {
      const random = createRandom(seed, 'linkage');
      // Values of many digits, so that no two distances are equal and there is one answer.
      const matrix = csrOf(
        Array.from({ length: 3 + random.below(15) }, () => Array.from({ length: 6 }, () => random.next())),
      );
      const members = Array.from({ length: matrix.rows }, (_, row) => [row]);
      const found = new Set<string>();
      for (const [kept, merged] of averageLinkage(unitRows(matrix))) {
        members[kept] = [...members[kept]!, ...members[merged]!].sort((a, b) => a - b);
        found.add(members[kept].join());
      }
      expect(found).toEqual(slowly(matrix));
    }
  });
});
