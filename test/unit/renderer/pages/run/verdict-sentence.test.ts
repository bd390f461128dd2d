import { expect, it } from 'vitest';
import { Comparison } from '#shared/domain/comparison.ts';
import { baselineSentence } from '../../../../../renderer/pages/run/verdict-sentence.ts';
import { sampleRun } from '../../sample-run.ts';

function comparison(part: object, whole: object = {}): Comparison {
  return Comparison.parse({
    a: sampleRun(),
    b: sampleRun({ id: 'run00000002', number: 2 }),
    comparable: true,
    reasons: [],
    params: [],
    metrics: [
      {
        name: 'ndcg@10',
        a: 0.312,
        b: 0.333,
        delta: 0.021,
        ci: [0.012, 0.03],
        better: 212,
        same: 331,
        worse: 57,
        ...part,
      },
    ],
    summary: '',
    tests: 1,
    slices: [],
    ...whole,
  });
}

it('says by how much, how sure and for how many users a run is better', () => {
  expect(baselineSentence(comparison({}), 'ndcg@10')).toEqual({
    tone: 'good',
    mark: '▲',
    sentence:
      'Better: nDCG@10 0.3120 → 0.3330 (+0.02100, 95 % interval +0.01200 to +0.03000); better for 212 users, the same for 331, worse for 57.',
  });
  expect(baselineSentence(comparison({ b: 0.3, delta: -0.012, ci: [-0.02, -0.004] }), 'ndcg@10')).toMatchObject({
    tone: 'bad',
    mark: '▼',
    sentence: expect.stringMatching(/^Worse: /) as string,
  });
});

it('reads the direction of the metric, and claims nothing that the interval does not hold', () => {
  const arp = { name: 'arp@10', a: 30, b: 20, delta: -10, ci: [-12, -8] };
  expect(baselineSentence(comparison(arp), 'arp@10')).toMatchObject({ tone: 'good', mark: '▼' });
  expect(baselineSentence(comparison({ ci: [-0.001, 0.04] }), 'ndcg@10')).toMatchObject({
    tone: 'none',
    sentence: expect.stringMatching(/^No difference that is sure: /) as string,
  });
});

it('gives the reason where nothing can be said', () => {
  const reasons = ['The data differ: A used "plan A" version 1, B used "movies" version 2.'];
  const other = comparison({}, { comparable: false, reasons });
  expect(baselineSentence(other, 'ndcg@10').sentence).toBe(
    'Not comparable: The data differ: the baseline used "plan A" version 1, this run used "movies" version 2.',
  );
  expect(baselineSentence(comparison({ delta: null }), 'ndcg@10').tone).toBe('none');
  expect(baselineSentence(comparison({}), undefined).sentence).toMatch(/^Nothing that both runs measured/);
});
