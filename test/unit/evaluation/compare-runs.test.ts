import { describe, expect, it } from 'vitest';
import { Comparison, ManyComparison } from '#shared/domain/comparison.ts';
import type { Run } from '#shared/domain/run.ts';
import { compareMany } from '#runs/evaluation/compare-many.ts';
import { compareRuns } from '#runs/evaluation/compare-runs.ts';
import { worstGroup } from '#runs/evaluation/comparison-summary.ts';
import { runOf } from './run-of.ts';

type Columns = Record<string, Float32Array>;

const mean = (values: Float32Array) => values.reduce((a, b) => a + b, 0) / values.length;

/** Two runs of 600 users: b is better for `better` of them and worse for `worse`, each by 0.5. */
function pair(better: number, worse: number): [Columns, Columns] {
  const a = Float32Array.from({ length: 600 }, (_, user) => 0.25 + (user % 5) / 10);
  const b = a.map((value, user) => value + (user < better ? 0.5 : user < better + worse ? -0.5 : 0));
  return [{ 'ndcg@10': a }, { 'ndcg@10': b }];
}

function compare(a: Columns, b: Columns, changes: { a?: Partial<Run>; b?: Partial<Run> } = {}): Comparison {
  const metricsOf = (columns: Columns) =>
    Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, mean(values)]));
  return compareRuns(
    runOf('popularity', metricsOf(a), changes.a),
    runOf('user_knn', metricsOf(b), changes.b),
    (which, name) => ({ a, b })[which][name] ?? null,
  );
}

describe('compareRuns', () => {
  it('says which run is better, by how much, and for how many users', () => {
    const { comparable, metrics, summary } = compare(...pair(212, 57));
    expect(comparable).toBe(true);
    expect(metrics[0]).toMatchObject({ name: 'ndcg@10', better: 212, same: 331, worse: 57 });
    expect(metrics[0]!.delta).toBeCloseTo((212 - 57) / 1200, 6);
    expect(summary).toMatch(
      /^B \(user_knn\) beats A \(popularity\): nDCG@10 0\.450 → 0\.579 \(\+0\.129 \[0\.10\d, 0\.15\d\]\); better 212, same 331, worse 57 users\.$/,
    );
  });

  it('says so when the other run is better', () => {
    expect(compare(...pair(57, 212)).summary).toMatch(
      /^A \(popularity\) beats B \(user_knn\): nDCG@10 0\.450 → 0\.321 \(−0\.129 \[−0\.15\d, −0\.10\d\]\); better 57, same 331, worse 212 users\.$/,
    );
  });

  it('claims nothing where the interval contains zero', () => {
    expect(compare(...pair(63, 57)).summary).toMatch(
      /^No evidence of a difference between A \(popularity\) and B \(user_knn\): nDCG@10 0\.450 → 0\.455 \(\+0\.005 \[−0\.\d+, 0\.\d+\]\); better 63,/,
    );
  });

  it('names the group that gains least, and says where that may be chance', () => {
    const [a, b] = pair(212, 57);
    // The first 212 users gain 0.5, the next 57 lose as much: of users 200 to 299, 12 gain and 57 lose.
    const ofUser = Int32Array.from({ length: 600 }, (_, user) => (user < 200 ? 0 : user < 300 ? 1 : 2));
    const by = (names: string[]) => ({ slicings: [{ by: 'group' as const, names, ofUser }] });
    const metricsOf = (columns: Columns) => ({ 'ndcg@10': mean(columns['ndcg@10']!) });
    const asked = (names: string[], [left, right]: [Columns, Columns], options = {}) =>
      compareRuns(
        runOf('popularity', metricsOf(left)),
        runOf('user_knn', metricsOf(right)),
        (which, name) => ({ a: left, b: right })[which][name] ?? null,
        { ...by(names), ...options },
      );
    const found = asked(['tech', 'sports', 'casual'], [a, b]);
    const deltas = found.slices[0]!.slices.map(({ delta }) => delta!);
    expect(Math.min(...deltas)).toBe(deltas[1]);
    expect(found.summary).toMatch(/ worse 57 users\. Worst group: sports −0\.225 \(n=100\)\.$/);
    expect(deltas[1]).toBeCloseTo(-0.225, 6);
    // The other way round it is another; and a group in which nobody changes may be so by chance.
    expect(asked(['tech', 'sports', 'casual'], [b, a]).summary).toMatch(/Worst group: tech −0\.500 \(n=200\)\.$/);
    expect(asked(['tech', 'sports', 'casual'], pair(250, 0)).summary).toMatch(
      /Worst group: casual 0\.000 \(n=300, n\.s\.\)\.$/,
    );
  });

  it('names no worst group where nothing differs or the groups were asked for by another metric', () => {
    expect(compare(...pair(212, 57)).summary).not.toContain('Worst group');
    expect(worstGroup([], [])).toBe('');
    const [a, b] = pair(0, 0);
    const ofUser = Int32Array.from({ length: 600 }, (_, user) => user % 2);
    const slicings = [{ by: 'group' as const, names: ['even', 'odd'], ofUser }];
    const runs = [runOf('popularity', { 'ndcg@10': 0.45 }), runOf('user_knn', { 'ndcg@10': 0.45 })] as const;
    const same = compareRuns(...runs, (which, name) => ({ a, b })[which][name] ?? null, { slicings });
    expect(same.slices).toHaveLength(1);
    expect(same.summary).not.toContain('Worst group');
  });

  it('claims nothing where every user has the same value', () => {
    expect(compare(...pair(0, 0)).summary).toBe(
      'No evidence of a difference: A (popularity) and B (user_knn) have the same nDCG@10 (0.450) for each of 600 users.',
    );
  });

  it('is uncertain where only the interval says so: a few gain much, most lose a little', () => {
    const before = Float32Array.from({ length: 60 }, () => 0.3);
    const after = before.map((value, user) => value + (user < 20 ? 0.5 : -0.01));
    const { metrics, summary } = compare({ 'ndcg@10': before }, { 'ndcg@10': after });
    expect(metrics[0]!.ci![0]).toBeGreaterThan(0);
    expect(metrics[0]!.p_corrected).toBeGreaterThan(0.05);
    expect(summary).toMatch(
      /^Uncertain: B \(user_knn\) is ahead of A \(popularity\) by the interval, not by the p-value corrected for all metrics \(0\.\d{3}\): nDCG@10 0\.300 → 0\.460/,
    );
  });

  it('is the same every time, and a value of the contract', () => {
    expect(compare(...pair(212, 57))).toEqual(compare(...pair(212, 57)));
    expect(Comparison.parse(compare(...pair(212, 57)))).toEqual(compare(...pair(212, 57)));
  });

  it('counts better users by the direction of the metric', () => {
    const [low, high] = [{ 'arp@10': Float32Array.of(1, 2) }, { 'arp@10': Float32Array.of(3, 4) }];
    const { metrics, summary } = compare(low, high);
    expect(metrics[0]).toMatchObject({ better: 0, same: 0, worse: 2, delta: 2 });
    // Two users move the interval away from zero, and leave the test at a high p.
    expect(summary).toMatch(
      /^Uncertain: A \(popularity\) is ahead of B \(user_knn\) .*: Average popularity@10 1\.500 → 3\.500/,
    );
  });

  it('gives metrics in the order of the catalogue, with nulls for what one run lacks and NaN kept', () => {
    const a = runOf('popularity', { 'arp@10': 1, 'ndcg@10': 0.25, 'ndcg@5': 'NaN' });
    const b = runOf('user_knn', { own: 4, 'ndcg@10': 0.5, 'ndcg@5': 0 });
    const { metrics } = compareRuns(a, b, () => null);
    const nothing = { delta: null, ci: null, better: null, same: null, worse: null, p_value: null, p_corrected: null };
    expect(metrics).toEqual([
      { ...nothing, name: 'ndcg@5', a: 'NaN', b: 0 },
      { ...nothing, name: 'ndcg@10', a: 0.25, b: 0.5, delta: 0.25 },
      { ...nothing, name: 'arp@10', a: 1, b: null },
      { ...nothing, name: 'own', a: null, b: 4 },
    ]);
  });

  it('says that without per-user values chance cannot be told from effect', () => {
    const { summary } = compareRuns(
      runOf('popularity', { 'ndcg@5': 0.25 }),
      runOf('als', { 'ndcg@5': 0.5 }),
      () => null,
    );
    expect(summary).toBe(
      'A (popularity) and B (als), without per-user values to tell chance from effect: nDCG@5 0.250 → 0.500 (+0.250).',
    );
  });

  it('shows small differences with more digits, so that a win does not read as zero', () => {
    const a = { 'ndcg@10': Float32Array.from({ length: 50 }, () => 0.5) };
    const b = { 'ndcg@10': Float32Array.from({ length: 50 }, () => 0.5001) };
    expect(compare(a, b).summary).toContain('0.5000 → 0.5001 (+0.0001 [0.0001, 0.0001])');
  });

  it('gives no interval where the runs have values of different users, whose mean difference would be another number', () => {
    const [a, b] = pair(212, 57);
    b['ndcg@10']![0] = NaN;
    const [metric] = compare(a, { ...b, 'arp@10': a['ndcg@10']! }).metrics;
    expect(metric).toMatchObject({ name: 'ndcg@10', ci: null, better: null, same: null, worse: null });
  });

  it('says that a run without metrics has none', () => {
    const failed = runOf('user_knn', {}, { status: 'FAILED' });
    expect(compareRuns(runOf('popularity', { mrr: 1 }), failed, () => null).summary).toBe(
      'Nothing to compare: B (user_knn) is FAILED and has no metrics.',
    );
    expect(compareRuns(failed, failed, () => null).summary).toMatch(/^Nothing to compare: A /);
    expect(compareRuns(runOf('popularity', { mrr: 1 }), runOf('als', { own: 1 }), () => null).summary).toMatch(
      /no metric in common/,
    );
  });

  it('lists every param once, and which differ', () => {
    const a = { params: { algorithm: 'popularity', shrinkage: 0, seed: 42 } };
    const { params } = compare(...pair(1, 0), { a, b: { seed: 7 } });
    expect(params).toEqual([
      { key: 'algorithm', a: 'popularity', b: 'user_knn', differs: true },
      { key: 'shrinkage', a: 0, b: null, differs: true },
      { key: 'seed', a: 42, b: 7, differs: true },
      { key: 'n_neighbors', a: null, b: 10, differs: true },
    ]);
  });
});

describe('runs that must not be compared', () => {
  const base = { kind: 'temporal', fingerprint: 's1', candidates: 'all' } as const;
  const cases: [string, { a?: Partial<Run>; b: Partial<Run> }, RegExp][] = [
    [
      'data',
      { b: { dataset: { id: 'dataset00001', name: 'shop', version: 2, fingerprint: 'f2' } } },
      /^The data differ: A used "shop" version 1, B used "shop" version 2\. Train both on the same version/,
    ],
    ['kinds of split', { b: { split: { ...base, kind: 'random', fingerprint: 's2' } } }, /"temporal", B by "random"/],
    ['options of the split', { b: { split: { ...base, fingerprint: 's2' } } }, /both are "temporal", but with other/],
    ['candidates', { b: { split: { ...base, candidates: 'sampled:99' } } }, /whole catalogue, .* 99 sampled negatives/],
    [
      'seeds of sampled negatives',
      {
        a: { params: { split_seed: 42 }, split: { ...base, candidates: 'sampled:9' } },
        b: { params: { split_seed: 7 }, split: { ...base, candidates: 'sampled:9' } },
      },
      /A drew them with split seed 42, B with 7\. Train both with the same split seed/,
    ],
    ['list lengths', { b: { ks: [10] } }, /A was evaluated at K = 5, 10, B at K = 10/],
  ];

  it.each(cases)('are told from their %s, in one sentence that says what to do', (_, changes, reason) => {
    const { comparable, reasons, metrics, summary } = compare(...pair(212, 57), changes);
    expect(comparable).toBe(false);
    expect(reasons).toEqual([expect.stringMatching(reason)]);
    expect(metrics[0]).toMatchObject({ delta: null, ci: null, better: null });
    expect(summary).toBe(`A (popularity) and B (user_knn) cannot be compared. ${reasons[0]}`);
  });

  it('are not told from the order of their list lengths', () => {
    expect(compare(...pair(1, 0), { b: { ks: [10, 5] } }).comparable).toBe(true);
  });

  it('does not compare runs that treat unknown items or users differently; older runs treat them as usual', () => {
    const [a, b] = pair(212, 57);
    const params = (unknown: Record<string, string>) => ({ params: { algorithm: 'user_knn', ...unknown } });
    const usual = params({ unknown_items: 'keep', unknown_users: 'cold_start' });
    expect(compare(a, b, { a: params({}), b: usual }).comparable).toBe(true);
    const { reasons } = compare(a, b, { a: usual, b: params({ unknown_items: 'drop', unknown_users: 'skip' }) });
    expect(reasons).toEqual([
      'The treatment of items that nobody has in train differs: A "keep", B "drop". Train both with the same --unknown-items.',
      'The treatment of users without training interactions differs: A "cold_start", B "skip". Train both with the same --unknown-users.',
    ]);
  });

  it('gives the p-value of the signed-rank test, and the same corrected for all metrics together', () => {
    const [a, b] = pair(212, 57);
    const [alike, still] = [a['ndcg@10']!, a['ndcg@10']!];
    const { metrics, tests } = compare({ ...a, 'recall@10': alike }, { ...b, 'recall@10': still });
    const [ndcg, recall] = metrics;
    expect(tests).toBe(2);
    // scipy.stats.wilcoxon of 212 differences of +0.5, 57 of -0.5 and 331 of 0.
    expect(ndcg!.p_value! / 3.3716189672370136e-21).toBeCloseTo(1, 9);
    expect(ndcg!.p_corrected).toBe(2 * ndcg!.p_value!);
    expect(recall).toMatchObject({ p_value: 1, p_corrected: 1 });
  });

  it('looks only at the metrics that are wanted, and corrects for those alone', () => {
    const [a, b] = pair(212, 57);
    const runs = [a, b].map((columns) => runOf('user_knn', { 'ndcg@10': mean(columns['ndcg@10']!), 'recall@10': 0.1 }));
    const { metrics, tests } = compareRuns(runs[0]!, runs[1]!, (which, name) => ({ a, b })[which][name] ?? null, {
      wanted: (name) => name === 'ndcg@10',
    });
    expect(metrics.map(({ name }) => name)).toEqual(['ndcg@10']);
    expect(metrics[0]!.p_corrected).toBe(metrics[0]!.p_value);
    expect(tests).toBe(1);
  });

  it('slices the leading metric, unless another one is asked for', () => {
    const [a, b] = pair(212, 57);
    const runs = [a, b].map((columns) => runOf('user_knn', { 'ndcg@10': mean(columns['ndcg@10']!), 'ndcg@5': 0.1 }));
    const slicings = [
      {
        by: 'group' as const,
        names: ['one', 'rest'],
        ofUser: Int32Array.from({ length: 600 }, (_, u) => (u < 212 ? 0 : 1)),
      },
    ];
    const of = (sliced?: string) =>
      compareRuns(runs[0]!, runs[1]!, (which, name) => ({ a, b })[which][name] ?? null, {
        slicings,
        ...(sliced && { sliced }),
      }).slices;
    expect(of()).toMatchObject([
      {
        by: 'group',
        metric: 'ndcg@10',
        simpson: false,
        slices: [
          { group: 'one', users: 212, delta: expect.closeTo(0.5, 6) },
          { group: 'rest', users: 388 },
        ],
      },
    ]);
    expect(of('ndcg@5')).toEqual([]);
  });
});

describe('compareMany', () => {
  const [a, b] = pair(212, 57);
  const [, c] = pair(60, 57);
  const valuesOf = (algorithm: string, perUser: Columns, changes: Partial<Run> = {}) => ({
    run: runOf(
      algorithm,
      { 'ndcg@10': mean(perUser['ndcg@10']!) },
      { id: `${algorithm}00000000`.slice(0, 12), ...changes },
    ),
    perUser,
  });
  const three = [valuesOf('first', a), valuesOf('second', b), valuesOf('third', c)];
  const all = () => true;

  it('compares each run with the baseline, or with every other', () => {
    const ids = three.map(({ run }) => run.id);
    const named = (baseline: number | null) => compareMany(three, baseline, all).pairs.map((pair) => [pair.a, pair.b]);
    expect(named(1)).toEqual([
      [ids[1], ids[0]],
      [ids[1], ids[2]],
    ]);
    expect(named(null)).toEqual([
      [ids[0], ids[1]],
      [ids[0], ids[2]],
      [ids[1], ids[2]],
    ]);
  });

  it('corrects over all pairs: the largest p-value stays, the smallest is multiplied by their number', () => {
    const { pairs, tests } = compareMany(three, null, all);
    const found = pairs.map(({ metrics }) => metrics[0]!).sort((x, y) => x.p_value! - y.p_value!);
    expect(tests).toBe(3);
    expect(found[0]!.p_corrected).toBe(3 * found[0]!.p_value!);
    expect(found[2]!.p_corrected).toBe(Math.max(found[2]!.p_value!, found[1]!.p_corrected!));
    const alone = compareRuns(three[0]!.run, three[1]!.run, (which, name) => ({ a, b })[which][name] ?? null);
    expect(pairs[0]!.metrics[0]).toEqual({ ...alone.metrics[0], p_corrected: pairs[0]!.metrics[0]!.p_corrected });
  });

  it('says for which pairs it does not hold', () => {
    const other = valuesOf('other', b, { ks: [3] });
    const compared = compareMany([three[0]!, three[1]!, other], 0, all);
    expect(compared).toMatchObject({ comparable: false, tests: 1 });
    expect(compared.reasons).toEqual([expect.stringContaining('K = 5, 10')]);
    expect(compared.pairs.map(({ comparable }) => comparable)).toEqual([true, false]);
    expect(ManyComparison.parse(compared)).toEqual(compared);
  });
});
