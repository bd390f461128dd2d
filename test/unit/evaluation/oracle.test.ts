import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluate } from '#runs/evaluation/evaluate.ts';
import { itemFacts } from '#runs/evaluation/item-facts.ts';
import { emptyCsr } from '#runs/matrix/csr.ts';
import { closely } from './closely.ts';
import { csrOfItems, listRanker, negativesOf, optionsWith, rankerOf } from './examples.ts';
import { csrOfRows } from '../../support/matrices.ts';

type Figures = Record<string, number | null>;
type Case = {
  recommended: number[];
  relevant?: number[];
  gains?: Record<string, number>;
  '@5': Figures;
  '@10': Figures;
};
type Oracle = {
  cases: Record<string, Case>;
  ties: { y: number[]; scores: number[] } & Record<string, number>;
  sklearn_ndcg_checks: { seed: number; K: number; scores: number[]; relevant: number[]; ndcg: number }[];
  aggregation: { example: Record<string, number> };
  beyond_accuracy: {
    recommendations: Record<string, number[]>;
    train_popularity: Record<string, number>;
    novelty_mean_self_information_bits_users: Record<string, number>;
    ARP: Record<string, number>;
    n_users_train: number;
    catalogue: number;
  } & Record<string, number>;
};

const oracle = JSON.parse(
  readFileSync(new URL('../../fixtures/metrics.json', import.meta.url), 'utf8'),
) as unknown as Oracle;

/** Digits for `toBeCloseTo`: within 5e-10, inside the 1e-9 that is asked for. */
const digits = 9;

const items = 1001;

/** One user with that list and those held-out items. */
function evaluateCase({ recommended, relevant, gains }: Case, k: number) {
  const held = gains ? Object.entries(gains).map(([item, value]) => ({ col: Number(item), value })) : [];
  const row = relevant ? relevant.toSorted((a, b) => a - b).map((col) => ({ col, value: 1 })) : held;
  return evaluate(
    listRanker([recommended], items),
    emptyCsr(1, items),
    csrOfRows([row], items),
    optionsWith({ ks: [k] }),
  );
}

describe('the known answers', () => {
  const cases = Object.entries(oracle.cases).filter(([name]) => name !== 'user_without_test_items');

  it.each(cases)('of single lists: %s', (_, one) => {
    for (const k of [5, 10] as const) {
      const { metrics } = evaluateCase(one, k);
      const figures = one[`@${k}`];
      const held = (one.relevant ?? Object.keys(one.gains!)).length;
      const returned = Math.min(one.recommended.length, k);
      const precision = metrics[`precision@${k}`]!;
      const map = metrics[`map@${k}`]!;
      const ours = {
        precision,
        recall: metrics[`recall@${k}`],
        hit: metrics[`hit_rate@${k}`],
        ndcg: metrics[`ndcg@${k}`],
        'ap_div_min(n,K)': map,
        rr: metrics['mrr'],
        f1: metrics[`f1@${k}`],
        // The two other conventions follow from ours.
        ap_div_n: (map * Math.min(held, k)) / held,
        precision_over_returned: returned === 0 ? null : (precision * k) / returned,
      };
      expect(figures).toMatchObject(closely(ours, digits));
    }
  });

  it('of graded gains, which only data with different held-out weights report', () => {
    const graded = oracle.cases['graded_weights']!;
    for (const k of [5, 10] as const) {
      const { metrics } = evaluateCase(graded, k);
      expect(metrics[`ndcg_linear@${k}`]).toBeCloseTo(graded[`@${k}`]['ndcg_graded_linear']!, digits);
      expect(metrics[`ndcg_exp@${k}`]).toBeCloseTo(graded[`@${k}`]['ndcg_graded_exp']!, digits);
    }
    expect(evaluateCase(oracle.cases['mixed']!, 5).metrics).not.toHaveProperty('ndcg_linear@5');
  });

  it('of ties: by id in full ranking, over all orders among given candidates, and both bounds', () => {
    const { y, scores } = oracle.ties;
    const held = y.flatMap((relevant, item) => (relevant ? [item] : []));
    const test = csrOfItems([held], y.length);
    const train = emptyCsr(1, y.length);
    const full = evaluate(rankerOf([scores]), train, test, optionsWith({ ks: [3] }));
    expect(full.metrics['ndcg@3']).toBeCloseTo(oracle.ties['ndcg@3_tie_by_ascending_index']!, digits);
    expect(full.metrics['ndcg@3']).toBeCloseTo(oracle.ties['sklearn_ndcg@3_ignore_ties']!, digits);
    expect(full.tieBounds!['ndcg@3']!.optimistic).toBeCloseTo(oracle.ties['ndcg@3_optimistic']!, digits);
    expect(full.tieBounds!['ndcg@3']!.pessimistic).toBeCloseTo(oracle.ties['ndcg@3_pessimistic']!, digits);
    expect(full.tieBounds!['ndcg@3']!.expected).toBeCloseTo(oracle.ties['sklearn_ndcg@3_tie_averaged']!, digits);

    const negatives = negativesOf([y.flatMap((relevant, item) => (relevant ? [] : [item]))]);
    const given = evaluate(rankerOf([scores]), train, test, optionsWith({ ks: [3], candidates: 'given', negatives }));
    expect(given.metrics['ndcg@3']).toBeCloseTo(oracle.ties['sklearn_ndcg@3_tie_averaged']!, digits);
  });

  it.each(oracle.sklearn_ndcg_checks)('of scikit-learn: seed $seed at $K', ({ K, scores, relevant, ndcg }) => {
    const test = csrOfItems([relevant], scores.length);
    const { metrics } = evaluate(rankerOf([scores]), emptyCsr(1, scores.length), test, optionsWith({ ks: [K] }));
    expect(metrics[`ndcg@${K}`]).toBeCloseTo(ndcg, digits);
  });

  it('of the mean over users: those without held-out items are left out and counted', () => {
    const names = ['perfect', 'mixed', 'none', 'user_without_test_items', 'empty_recommendation'];
    const cases = names.map((name) => oracle.cases[name]!);
    const { metrics, counts, perUser } = evaluate(
      listRanker(
        cases.map((one) => one.recommended),
        items,
      ),
      emptyCsr(cases.length, items),
      csrOfItems(
        cases.map((one) => one.relevant!),
        items,
      ),
      optionsWith(),
    );
    const { example } = oracle.aggregation;
    expect(metrics['ndcg@5']).toBeCloseTo(example['mean_excluding_users_without_test_items']!, digits);
    expect((metrics['ndcg@5']! * 4) / 5).toBeCloseTo(example['mean_counting_them_as_zero']!, digits);
    expect(counts).toMatchObject({ evaluated: 4, withoutTest: 1 });
    expect(perUser['ndcg@5']![3]).toBeNaN();
    expect(perUser['ndcg@5']![4]).toBe(0);
  });

  it('of beyond-accuracy metrics', () => {
    const known = oracle.beyond_accuracy;
    const lists = Object.values(known.recommendations);
    // One training user an interaction gives the popularity of the oracle and its number of training users.
    const popularity = Object.entries(known.train_popularity);
    const others = popularity.flatMap(([item, users]) => Array.from({ length: users }, () => [Number(item)]));
    const train = csrOfItems([...lists.map(() => []), ...others], known.catalogue);
    const test = csrOfItems([...lists.map(() => [7]), ...others.map(() => [])], known.catalogue);
    const { metrics, perUser } = evaluate(listRanker(lists, known.catalogue), train, test, optionsWith({ ks: [3] }));

    expect(itemFacts(train).users).toBe(known.n_users_train);
    expect(metrics['coverage@3']).toBeCloseTo(known['item_coverage@3']!, digits);
    expect(metrics['gini@3']).toBeCloseTo(known['gini_concentration']!, digits);
    // Dacrema's variant divides by n + 1 and counts from the other end.
    expect(1 - (metrics['gini@3']! * 8) / 9).toBeCloseTo(known['dacrema_gini_diversity']!, digits);
    expect(metrics['entropy@3']).toBeCloseTo(known['shannon_entropy_bits']!, digits);
    expect(metrics['herfindahl@3']).toBeCloseTo(known['herfindahl_diversity']!, digits);
    expect(metrics['personalisation@3']).toBeCloseTo(known['mean_inter_list_diversity']!, digits);
    const mean = (values: Record<string, number>) => Object.values(values).reduce((a, b) => a + b) / lists.length;
    expect(metrics['novelty@3']).toBeCloseTo(mean(known.novelty_mean_self_information_bits_users), digits);
    expect(metrics['arp@3']).toBeCloseTo(mean(known.ARP), digits);
    Object.values(known.ARP).forEach((value, user) => expect(perUser['arp@3']![user]).toBe(Math.fround(value)));
    const novelty = Object.values(known.novelty_mean_self_information_bits_users);
    novelty.forEach((value, user) => expect(perUser['novelty@3']![user]).toBe(Math.fround(value)));
  });
});
