import { expect, it } from 'vitest';
import type { Dataset } from '#shared/domain/dataset.ts';
import { TrainRequest, type Run } from '#shared/domain/run.ts';
import { SplitSpec } from '#shared/domain/split.ts';
import { configOf, paramsOf } from '#runs/handlers/run-data.ts';
import { algorithms, parseConfig } from '#runs/models/algorithms.ts';
import { facts } from '../tracking/samples.ts';

it.each(algorithms.map((algorithm) => [algorithm.name, algorithm] as const))(
  'the params of a run give back the whole config of %s',
  (name, algorithm) => {
    const config = parseConfig(algorithm, {});
    const dataset: Dataset = {
      id: 'd'.repeat(16),
      kind: 'recommender',
      name: 'shop',
      version: 1,
      created_at: 0,
      runs: 0,
      ...facts(),
    };
    const request = TrainRequest.parse({ dataset: 'shop', algorithm: name });
    const params = paramsOf(dataset, request, config, { ...SplitSpec.parse({}), kind: 'random' });
    expect(configOf({ algorithm: name, params } as Run)).toEqual(config);
  },
);
