import { afterAll, describe, expect, it } from 'vitest';
import { localCompute } from '#runs/matrix/local-compute.ts';
import { createRandom } from '#runs/matrix/random.ts';
import type { Evaluation } from '#runs/evaluation/evaluate.ts';
import { encodePerUser } from '#runs/evaluation/per-user-codec.ts';
import { algorithms, findAlgorithm, parseConfig } from '#runs/models/algorithms.ts';
import type { Algorithm } from '#runs/models/model.ts';
import { createEvaluator, type Evaluated, type Evaluator } from '#runs/training/evaluator.ts';
import { sideOf } from '../../suites/side-of.ts';
import { randomCsr } from '../../support/matrices.ts';
import { negativesOf } from '../evaluation/examples.ts';

const workerUrl = new URL('../../../runs/training/evaluate-worker.ts', import.meta.url);
const random = createRandom(5, 'evaluator');
const train = randomCsr(random, 700, 60, 0.15);
const test = randomCsr(random, 700, 60, 0.05);
const negatives = negativesOf(
  Array.from({ length: train.rows }, () => Array.from({ length: 20 }, () => random.below(60))),
);
const watch = { shouldStop: () => false, onProgress: () => undefined };

const evaluators = [1, 2, 3].map((threads) => createEvaluator({ threads, workerUrl, smallRanking: 0 }));
const [alone, ...together] = evaluators as [Evaluator, ...Evaluator[]];
afterAll(async () => {
  await Promise.all(evaluators.map((evaluator) => evaluator.close()));
});

const models = new Map<string, Promise<Evaluated>>();

/** Each algorithm is trained once. */
function trainedOnce(algorithm: Algorithm): Promise<Evaluated> {
  const known = models.get(algorithm.name) ?? trained(algorithm);
  models.set(algorithm.name, known);
  return known;
}

async function trained(algorithm: Algorithm, ratings = train): Promise<Evaluated> {
  const config = parseConfig(algorithm, { cold_start: 'popular' });
  const context = { side: sideOf(ratings), compute: localCompute(() => false), onStep: () => undefined };
  const model = await algorithm.train(ratings, config, { ...context, seed: 3, shouldStop: () => false });
  return { algorithm: algorithm.name, config, seed: 3, model };
}

/** All that a run keeps of an evaluation, as bytes. */
const bytesOf = ({ perUser, ...rest }: Evaluation) => ({
  perUser: Buffer.from(encodePerUser(perUser)).toString('base64'),
  rest: JSON.stringify(rest, (_, value: unknown) => (Number.isNaN(value) ? 'NaN' : value)),
});

describe.each(algorithms.map((algorithm) => [algorithm.name, algorithm] as const))('%s', (_, algorithm) => {
  it.each(['all', 'given', 'sampled:10'])(
    'is measured to the same bytes by 1, 2 and 3 threads among %s',
    async (among) => {
      const evaluated = await trainedOnce(algorithm);
      const protocol = { ks: [5, 10], candidates: among, negatives, seed: 1 };
      const expected = bytesOf(await alone.evaluate(evaluated, train, test, protocol, watch));
      for (const evaluator of together) {
        expect(bytesOf(await evaluator.evaluate(evaluated, train, test, protocol, watch))).toEqual(expected);
      }
    },
  );
});

describe('an evaluator with threads', () => {
  const protocol = { ks: [5], candidates: 'all', negatives: null, seed: 1 };
  const userKnn = findAlgorithm('user_knn');

  it('stops when it is asked, and measures again when asked anew', async () => {
    const noise = createRandom(6, 'evaluator');
    const [seen, held] = [randomCsr(noise, 20_000, 300, 0.05), randomCsr(noise, 20_000, 300, 0.05)];
    const popularity = findAlgorithm('popularity');
    let started = Infinity;
    const stopping = {
      shouldStop: () => started < Infinity,
      onProgress: () => void (started = Math.min(started, performance.now())),
    };
    const evaluated = await trained(popularity, seen);
    const asked = together[0]!.evaluate(evaluated, seen, held, { ...protocol, ks: [300] }, stopping);
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - started).toBeLessThan(15_000);
    const again = await trainedOnce(popularity);
    const measured = await together[0]!.evaluate(again, train, test, protocol, watch);
    expect(bytesOf(measured)).toEqual(bytesOf(await alone.evaluate(again, train, test, protocol, watch)));
  });

  it('reports progress up to the last user', async () => {
    const seen: [number, number][] = [];
    const telling = { ...watch, onProgress: (...step: [number, number]) => void seen.push(step) };
    await together[0]!.evaluate(await trainedOnce(userKnn), train, test, protocol, telling);
    expect(seen.at(-1)).toEqual([700, 700]);
  });

  it('leaves small data to the calling thread, and says which thread failed where one cannot start', async () => {
    const missing = new URL('./no-such-worker.ts', import.meta.url);
    const evaluated = await trainedOnce(userKnn);
    const small = createEvaluator({ threads: 2, workerUrl: missing });
    const measured = await small.evaluate(evaluated, train, test, protocol, watch);
    expect(bytesOf(measured)).toEqual(bytesOf(await alone.evaluate(evaluated, train, test, protocol, watch)));
    const broken = createEvaluator({ threads: 2, workerUrl: missing, smallRanking: 0 });
    await expect(broken.evaluate(evaluated, train, test, protocol, watch)).rejects.toThrow(
      /A thread that measures recommendations failed: .*no-such-worker/,
    );
  });

  it('hands on the error of a thread', async () => {
    const evaluated = await trainedOnce(userKnn);
    const model = { ...evaluated.model, save: () => ({ arrays: {}, meta: {} }) };
    const asked = together[0]!.evaluate({ ...evaluated, model }, train, test, protocol, watch);
    await expect(asked).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('Train it again') });
  });
});
