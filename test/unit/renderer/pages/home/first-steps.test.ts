import { expect, it } from 'vitest';
import { bestRuns } from '../../../../../renderer/parts/best-runs.ts';
import { firstSteps } from '../../../../../renderer/pages/home/first-steps.ts';
import { sampleRun } from '../../sample-run.ts';

const dataset = { id: 'dataset00001', name: 'six-groups', users: 600, items: 240 };
const one = sampleRun({ id: 'run00000001', number: 1 });
const two = sampleRun({ id: 'run00000002', number: 2 });

it('leads from data to training, to waiting, to the comparison', () => {
  expect(firstSteps([dataset], [])?.next).toBe('train');
  expect(firstSteps([dataset], [sampleRun({ status: 'RUNNING' })])?.next).toBe('wait');
  expect(firstSteps([dataset], [two, one])).toMatchObject({ next: 'compare', pair: [one.id, two.id] });
});

it('ends with a live version and points to data of one’s own', () => {
  const steps = firstSteps([dataset], [two, one], 'shop v1');
  expect(steps).toMatchObject({ next: 'serving' });
  expect(steps?.list.every(({ done }) => done)).toBe(true);
  expect(steps?.words).toContain('shop v1 is live');
});

it('says before training what it costs and on what', () => {
  expect(firstSteps([dataset], [])?.words).toContain('600 users × 240 items');
});

it('leaves those alone who know their way', () => {
  expect(
    firstSteps(
      [dataset],
      Array.from({ length: 5 }, () => one),
    ),
  ).toBeNull();
  expect(firstSteps([], [])).toBeNull();
});

it('lets only runs compete that were measured alike', () => {
  const measured = (number: number, fingerprint: string, value: number) =>
    sampleRun({
      id: `run${number}`,
      number,
      split: { kind: 'temporal', fingerprint, candidates: 'all' },
      metrics: { 'ndcg@10': value },
    });
  const best = bestRuns([measured(1, 'a', 0.2), measured(2, 'b', 0.9), measured(3, 'a', 0.3)], 'ndcg@10');
  expect(best.map(({ run, of }) => [run.number, of])).toEqual([
    [3, 2],
    [2, 1],
  ]);
});
