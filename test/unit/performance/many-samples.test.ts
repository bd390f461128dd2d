import { expect, it } from 'vitest';
import { Preparation } from '#shared/domain/query-training.ts';
import { fitPreparation } from '#runs/performance/preparation.ts';
import { width, type QuerySamples } from '#runs/performance/samples.ts';

it('prepares more samples than a call may have arguments', () => {
  const n = 300_000;
  const data: QuerySamples = {
    queryIds: ['1'],
    queries: ['select'],
    of: new Int32Array(n),
    features: Float64Array.from({ length: n * width }, (_, at) => Math.floor(at / width) % 1000),
    times: new Float64Array(n).fill(1),
    calls: new Float64Array(n).fill(1),
    sampledAt: new Float64Array(n),
  };
  const { columns } = fitPreparation(data, Int32Array.from({ length: n }, (_, at) => at), Preparation.parse({})); // prettier-ignore
  expect(columns.map(({ seen }) => seen)).toEqual(Array.from({ length: width }, () => [0, 999]));
});
