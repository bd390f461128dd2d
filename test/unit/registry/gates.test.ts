import { describe, expect, it } from 'vitest';
import type { GroupDelta, MetricDelta } from '#shared/domain/comparison.ts';
import type { Evidence, ModelVersion } from '#shared/domain/model-version.ts';
import { decide } from '#runs/registry/decide.ts';
import { decidingMetric, gatesOf, type GateInput } from '#runs/registry/gates.ts';

const delta = (changes: Partial<MetricDelta> = {}): MetricDelta => ({
  name: 'ndcg@10',
  a: 0.3,
  b: 0.32,
  delta: 0.02,
  ci: [0.012, 0.03],
  better: 212,
  same: 331,
  worse: 57,
  p_value: 1e-9,
  p_corrected: 1e-8,
  ...changes,
});
const group = (changes: Partial<GroupDelta> = {}): GroupDelta => ({
  group: 'casual',
  users: 120,
  a: 0.4,
  b: 0.396,
  delta: -0.004,
  relative: -0.01,
  ci: [-0.01, 0.002],
  ...changes,
});
const evidence = (changes: Partial<Evidence> = {}): Evidence => ({
  against: { version: 1, run: { id: 'r'.repeat(16), number: 1, name: 'a' } },
  comparable: true,
  reasons: [],
  summary: 'B beats A.',
  metric: 'ndcg@10',
  metrics: [delta()],
  grouping: 'groups of the data',
  groups: [group()],
  ...changes,
});
const input = (changes: Partial<GateInput> = {}): GateInput => ({
  evidence: evidence(),
  groupLimit: 0.02,
  metric: 'ndcg@10',
  smoke: { ok: true, detail: 'fine' },
  ...changes,
});
const gate = (name: string, of: GateInput) => gatesOf(of).find((each) => each.name === name)!;

describe('gates', () => {
  it('say yes where the data agree, the interval is above 0, no group loses much and the bundle answers', () => {
    expect(gatesOf(input()).map(({ name, ok }) => [name, ok])).toEqual([
      ['same_data', true],
      ['metric', true],
      ['groups', true],
      ['smoke_call', true],
    ]);
    expect(gate('metric', input()).detail).toBe('+0.020 [+0.012, +0.030]; better 212, same 331, worse 57 users.');
    expect(gate('groups', input()).detail).toBe(
      'Worst: casual, −0.004 (1 % worse, not significant, 120 users; groups of the data).',
    );
  });

  it('have nothing to compare with where nothing is live, and the bundle must answer all the same', () => {
    const first = gatesOf(input({ evidence: null, smoke: { ok: false, detail: 'no answer' } }));
    expect(first.map(({ ok }) => ok)).toEqual([true, true, true, false]);
    expect(first[0]!.detail).toContain('Nothing is live yet');
  });

  it.each([
    ['touches 0', { ci: [0, 0.03] }],
    ['holds 0', { ci: [-0.01, 0.03] }],
    ['is below 0', { ci: [-0.03, -0.01], delta: -0.02 }],
    ['is missing', { ci: null }],
  ] as [string, Partial<MetricDelta>][])('say no where the interval of the metric %s', (_, changes) => {
    expect(gate('metric', input({ evidence: evidence({ metrics: [delta(changes)] }) })).ok).toBe(false);
  });

  it('read a metric whose lower values are better the other way round', () => {
    const lower = (ci: [number, number]) =>
      gate('metric', input({ metric: 'gini@10', evidence: evidence({ metrics: [delta({ name: 'gini@10', ci })] }) }));
    expect([lower([-0.03, -0.01]).ok, lower([0.01, 0.03]).ok]).toEqual([true, false]);
  });

  it('say no where other data were used, and name what differs', () => {
    const other = evidence({ comparable: false, reasons: ['The data differ.'], metrics: [], groups: [] });
    const gates = gatesOf(input({ evidence: other }));
    expect(gates.map(({ ok }) => ok)).toEqual([false, false, false, true]);
    expect(gates[0]!.detail).toBe('The data differ.');
  });

  it('look at the group that loses most, significant or not, as a share of what it had', () => {
    const groups = [group(), group({ group: 'power', relative: -0.05, delta: -0.02, ci: [-0.03, -0.01] })];
    const of = (groupLimit: number) => gate('groups', input({ groupLimit, evidence: evidence({ groups }) }));
    expect(of(0.02)).toMatchObject({ ok: false, title: 'no group worse than 2 %' });
    expect(of(0.02).detail).toMatch(/^Worst: power, −0.020 \(5 % worse, significant/);
    expect(of(0.05).ok).toBe(true);
    const fine = [group({ delta: 0.01, relative: 0.02 }), group({ users: 0, delta: null, relative: null })];
    expect(gate('groups', input({ evidence: evidence({ groups: fine }) })).detail).toMatch(/No group fares worse/);
  });
});

describe('the deciding metric', () => {
  it('is nDCG at 10, else at the longest list, else the one asked for', () => {
    expect(decidingMetric(['recall@10', 'ndcg@5', 'ndcg@10', 'ndcg@20'])).toBe('ndcg@10');
    expect(decidingMetric(['ndcg@5', 'ndcg@20'])).toBe('ndcg@20');
    expect(decidingMetric(['ndcg@10', 'recall@10'], 'recall@10')).toBe('recall@10');
  });

  it.each([
    ['recal@10', 'Did you mean "recall@10"?'],
    ['popularity_lift@10', 'has no better end'],
  ])('cannot be %s', (wanted, says) => {
    expect(() => decidingMetric(['ndcg@10', 'recall@10', 'popularity_lift@10'], wanted)).toThrow(says);
  });
});

describe('the decision', () => {
  const version = { model: 'knn', version: 2 } as ModelVersion;
  const failing = gatesOf(input({ smoke: { ok: false, detail: 'It does not answer.' } }));

  it('needs no reason where every gate says yes, and keeps none', () => {
    expect(decide(version, gatesOf(input()))).toBeNull();
    expect(decide(version, gatesOf(input()), 'just to be sure')).toBeNull();
  });

  it('against a gate names it, and needs a reason that is kept', () => {
    expect(() => decide(version, failing)).toThrow(
      /^Version 2 of "knn" was not promoted\. A gate says no: "smoke call passes": It does not answer\./,
    );
    expect(decide(version, failing, 'the demo must go on')).toBe('the demo must go on');
  });
});
