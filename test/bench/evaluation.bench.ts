/**
 * Ranking and measuring 6,040 users × 3,706 items, and comparing two runs user by user: `npm run bench evaluation`.
 * The ratio is against scoring and fully sorting every user's items, as short code would, without any metric.
 */
import { compareRuns } from '#runs/evaluation/compare-runs.ts';
import { evaluate, type Ranker } from '#runs/evaluation/evaluate.ts';
import { decodePerUser, encodePerUser } from '#runs/evaluation/per-user-codec.ts';
import { bootstrapAll } from '#runs/evaluation/significance.ts';
import { columnCounts, type Csr } from '#runs/matrix/csr.ts';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { findAlgorithm, parseConfig } from '#runs/models/algorithms.ts';
import { createEvaluator, type Evaluated } from '#runs/training/evaluator.ts';
import { noSide } from '../suites/no-side.ts';
import { csrOfRows, randomCsr } from '../support/matrices.ts';
import { hasMl1m, readMl1mTest, readMl1mTrain } from '../support/ml-1m.ts';
import { csrOfItems, optionsWith } from '../unit/evaluation/examples.ts';
import { runOf } from '../unit/evaluation/run-of.ts';
import { measure } from './bench.ts';

const ks = [5, 10, 20];
const { train, test } = hasMl1m ? ml1m() : synthetic(6040, 3706);
const ranker = perturbed(train);

console.log(`\n${train.rows} users × ${train.cols} items, K = ${ks.join(', ')}${hasMl1m ? ' (MovieLens 1M)' : ''}`);
const sorting = await measure('score and sort all items of every user', sortEverything, { runs: 3 });
for (const candidates of ['all', 'sampled:99'] as const) {
  const options = optionsWith({ ks, candidates });
  await measure(`evaluate, candidates ${candidates}`, () => evaluate(ranker, train, test, options), {
    runs: 3,
    against: sorting,
  });
}

const knn = await trained('user_knn', { n_neighbors: 50 });
const alone = await onThreads(1);
await onThreads(2, alone);

const a = evaluate(ranker, train, test, optionsWith({ ks }));
const b = evaluate(perturbed(train, 2), train, test, optionsWith({ ks }));
const perUser = { a: a.perUser, b: b.perUser };
const metrics = Object.keys(a.perUser).length;
const [runA, runB] = [runOf('a', a.metrics), runOf('b', b.metrics)];
await measure(`compare two runs, ${metrics} metrics of ${train.rows} users`, () =>
  compareRuns(runA, runB, (run, metric) => perUser[run][metric] ?? null),
);
await measure('write and read the per-user values', () => decodePerUser(encodePerUser(a.perUser)));
const random = createRandom(1, 'bench');
const many = Array.from({ length: metrics }, () => Float64Array.from({ length: 138_000 }, () => random.normal()));
await measure(
  `intervals of ${metrics} metrics of 138,000 users`,
  () => bootstrapAll(many, { seed: 1, samples: 2000 }),
  {
    runs: 3,
  },
);

/** Everything a run does to be measured at K = 20, with a model that has work to do; threads are started once. */
async function onThreads(threads: number, against?: number): Promise<number> {
  const workerUrl = new URL('../../runs/training/evaluate-worker.ts', import.meta.url);
  const evaluator = createEvaluator({ threads, workerUrl });
  const watch = { shouldStop: () => false, onProgress: () => undefined };
  const protocol = { ks: [20], candidates: 'all', negatives: null, seed: 1 };
  const name = `full ranking of user_knn at K = 20 on ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
  const run = () => evaluator.evaluate(knn, train, test, protocol, watch);
  const median = await measure(name, run, { runs: 5, ...(against !== undefined && { against }) });
  await evaluator.close();
  return median;
}

async function trained(name: string, options: Record<string, unknown>): Promise<Evaluated> {
  const algorithm = findAlgorithm(name);
  const config = parseConfig(algorithm, options);
  const compute = localCompute(() => false);
  const context = { seed: 1, side: noSide, compute, onStep: () => undefined, shouldStop: () => false };
  return { algorithm: name, config, seed: 1, model: await algorithm.train(train, config, context) };
}

function sortEverything(): void {
  const scores = new Float64Array(train.cols);
  const items = Int32Array.from(scores.keys());
  for (let user = 0; user < train.rows; user++) {
    ranker.score(user, scores);
    items.sort((x, y) => scores[y]! - scores[x]! || x - y);
  }
}

/** Popularity with another pinch of noise for every user, so that lists differ and scoring costs next to nothing. */
function perturbed(of: Csr, seed = 1): Ranker {
  const noise = createRandom(seed, 'bench');
  const pinch = Float64Array.from({ length: 8192 }, () => noise.next() * 0.3);
  const shares = Float64Array.from(columnCounts(of), (users) => users / of.rows);
  return {
    score(user, out) {
      for (let item = 0; item < out.length; item++) out[item] = shares[item]! + pinch[(user * 31 + item * 7) & 8191]!;
      return true;
    },
  };
}

function ml1m(): { train: Csr; test: Csr } {
  const held = Array.from(readMl1mTest().positive, (item) => [item]);
  const ratings = readMl1mTrain();
  return { train: ratings, test: csrOfItems(held, ratings.cols) };
}

function synthetic(users: number, items: number): { train: Csr; test: Csr } {
  const draw = createRandom(1, 'bench');
  const held = Array.from({ length: users }, () => [{ col: draw.below(items), value: 1 }]);
  return { train: randomCsr(draw, users, items, 0.044, [1]), test: csrOfRows(held, items) };
}
