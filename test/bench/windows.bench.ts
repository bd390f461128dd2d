/**
 * Windows of a run's matrices, orders and pictures: `npm run bench windows`. Every figure is a median.
 * The comparison is the cosine of 400 × 400 pairs, each by itself.
 */
import type { MatrixKind } from '#shared/domain/matrix.ts';
import { drawHeatmaps } from '#runs/artifacts/heatmap-picture.ts';
import { createMatrixView, type MatrixViewInput, type WindowQuery } from '#runs/artifacts/matrix-view.ts';
import { cosine } from '#runs/matrix/cosine.ts';
import { rowNorms, type Csr } from '#runs/matrix/csr.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { csrOfRows } from '../support/matrices.ts';
import { hasMl1m, readMl1mTrain } from '../support/ml-1m.ts';
import { measure } from './bench.ts';

const runs = 5;

for (const [name, ratings] of matrices()) {
  console.log(`\n${name}`);
  const input = inputOf(ratings);
  const norms = rowNorms(ratings);
  const against = await measure('400 × 400 cosines, one by one', () => sumOfCosines(ratings, norms), { runs });
  await measureWindows(input, 'user_similarity_matrix', against);
  await measureWindows(input, 'user_item_matrix', against);
  for (const order of ['group', 'activity', 'cluster'] as const) {
    await measure(`users by ${order}`, () => createMatrixView({ ...input, kind: 'user_similarity_matrix' }).order(order), { runs }); // prettier-ignore
  }
  const provenance = { run: 'bench', dataset: name, version: '0' };
  await measure('both pictures of a run: SVG, PNG, JSON; by group', () => drawHeatmaps({ ...input, provenance }), { runs }); // prettier-ignore
  await measure('the same by cluster', () => drawHeatmaps({ ...input, groups: null, provenance }), { runs });
}
if (!hasMl1m) console.log('\nMovieLens 1M is left out: ../shared/data/ml-1m-ncf is not here.');

function* matrices(): Generator<[name: string, ratings: Csr]> {
  yield ['600 users × 240 items, 18 items each', syntheticRatings(600, 240, 18)];
  yield ['10,000 users × 10,000 items, 100 items each', syntheticRatings(10_000, 10_000, 100)];
  if (hasMl1m) yield ['MovieLens 1M: 6,040 users × 3,706 items, 994,169 interactions', readMl1mTrain()];
}

/** Every user has the same number of items, popular ones more often. */
function syntheticRatings(users: number, items: number, each: number): Csr {
  const random = createRandom(1, 'bench');
  const rows = Array.from({ length: users }, () => {
    const chosen = new Set<number>();
    while (chosen.size < each) chosen.add(Math.floor(items * random.next() ** 2));
    return [...chosen].sort((a, b) => a - b).map((col) => ({ col, value: 1 }));
  });
  return csrOfRows(rows, items);
}

function inputOf(ratings: Csr): MatrixViewInput {
  const ids = (count: number) => Array.from({ length: count }, (_, index) => String(index));
  const letters = ['A', 'B', 'C', 'D', 'E', 'F'];
  const ofUser = Int32Array.from({ length: ratings.rows }, (_, user) => user % letters.length);
  return {
    ratings,
    userIds: ids(ratings.rows),
    itemIds: ids(ratings.cols),
    groups: { ofUser, names: letters, letters },
  };
}

/** The whole matrix, a part and single cells, each on a view of its own: a view keeps the windows that it has drawn. */
async function measureWindows(input: MatrixViewInput, kind: MatrixKind, against: number): Promise<void> {
  const [height, width] = [input.ratings.rows, kind === 'user_item_matrix' ? input.ratings.cols : input.ratings.rows];
  const sides = [Math.max(height, width), 2000, 400].filter((side) => side <= Math.max(height, width));
  for (const side of sides) {
    for (const agg of ['mean', 'max', 'density'] as const) {
      const views = Array.from({ length: runs + 1 }, () => createMatrixView({ ...input, kind }));
      const [r1, c1] = [Math.min(side, height), Math.min(side, width)];
      const query: WindowQuery = { order: 'dataset', agg, r0: 0, r1, c0: 0, c1, h: 400, w: 400 };
      await measure(`${kind}, ${agg} of ${r1} × ${c1}`, () => views.pop()!.window(query), { runs, against });
    }
  }
}

function sumOfCosines(ratings: Csr, norms: Float64Array): number {
  let sum = 0;
  for (let a = 0; a < 400; a++) for (let b = 0; b < 400; b++) sum += cosine(ratings, norms, a, b);
  return sum;
}
