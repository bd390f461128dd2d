import { afterAll, describe, expect, it } from 'vitest';
import { localCompute } from '#runs/matrix/local-compute.ts';
import type { Compute } from '#runs/matrix/compute.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { algorithms, findAlgorithm, parseConfig } from '#runs/models/algorithms.ts';
import { parallelCompute } from '#runs/training/parallel-compute.ts';
import { sideOf } from '../../suites/side-of.ts';
import { randomCsr } from '../../support/matrices.ts';

const worker = new URL('../../../runs/training/kernel-worker.ts', import.meta.url);
const computes: Record<string, Compute & { close?(): Promise<void> }> = {
  'one thread of plain TypeScript': localCompute(() => false, 'plain'),
  'one worker': parallelCompute(1, worker, () => false, { smallProduct: 0 }),
  'two workers': parallelCompute(2, worker, () => false, { smallProduct: 0 }),
  'two workers of plain TypeScript': parallelCompute(2, worker, () => false, { smallProduct: 0, kernel: 'plain' }),
};
afterAll(async () => {
  for (const { close } of Object.values(computes)) await close?.();
});

/** Several groups of rows, several blocks of columns. */
const ratings = randomCsr(createRandom(1, 'workers'), 220, 150, 0.15);

const cases: [string, Record<string, unknown>][] = [
  ...algorithms.map(({ name }): [string, Record<string, unknown>] => [name, {}]),
  ['als', { solver: 'cg', factors: 10 }],
];

describe.each(cases)('%s %j', (name, options) => {
  it('gives the same bytes for the same seed, whoever computes it', async () => {
    const algorithm = findAlgorithm(name);
    const config = parseConfig(algorithm, options);
    const train = async (compute: Compute) => {
      const context = { seed: 7, side: sideOf(ratings), compute, onStep: () => undefined, shouldStop: () => false };
      return (await algorithm.train(ratings, config, context)).save();
    };
    const expected = await train(localCompute(() => false));
    for (const [who, compute] of Object.entries(computes)) {
      expect({ who, saved: await train(compute) }).toEqual({ who, saved: expected });
    }
  });
});
