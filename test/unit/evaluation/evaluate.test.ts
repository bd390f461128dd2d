import { describe, expect, it } from 'vitest';
import { membershipOf } from '#runs/data/membership.ts';
import { metricCatalogue, metricDefinition } from '#shared/domain/metric.ts';
import { evaluate, type Ranker } from '#runs/evaluation/evaluate.ts';
import { emptyCsr } from '#runs/matrix/csr.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { csrOf, randomCsr } from '../../support/matrices.ts';
import { csrOfItems, listRanker, negativesOf, optionsWith, rankerOf } from './examples.ts';

const nothing: Ranker = {
  score(_, out) {
    out.fill(0);
    return true;
  },
};

describe('evaluate', () => {
  it('defines every metric that it gives in the catalogue, and keeps users where the catalogue says so', () => {
    const random = createRandom(3, 'test');
    const [train, test] = [randomCsr(random, 6, 8, 0.3), randomCsr(random, 6, 8, 0.3)];
    const categories = membershipOf([[0], [], [], [], [], [], [], []], 1);
    const { metrics, perUser } = evaluate(nothing, train, test, optionsWith({ ks: [2, 4], categories }));
    const facts = Object.keys(metrics).map((name) => [name, name.includes('@'), name in perUser]);
    const catalogue = Object.keys(metrics).map((name) => [
      name,
      metricDefinition(name)?.atK,
      metricDefinition(name)?.perUser,
    ]);
    expect(facts).toEqual(catalogue);
    const given = new Set(Object.keys(metrics).map((name) => name.split('@')[0]));
    const missing = metricCatalogue.filter(({ name, perUser: kept }) => kept && !given.has(name));
    expect(missing).toEqual([]);
  });

  it('gives no credit to a model that scores everything zero', () => {
    const train = emptyCsr(2, 4);
    const test = csrOfItems([[0], [0, 1]], 4);
    const full = evaluate(nothing, train, test, optionsWith({ ks: [1, 2] }));
    expect(full.metrics).toMatchObject({ 'ndcg@1': 0, 'hit_rate@2': 0, mrr: 0, 'user_coverage@1': 0 });

    // Among given candidates each order is as likely: one of four, one of two.
    const negatives = negativesOf([
      [1, 2, 3],
      [2, 3],
    ]);
    const given = evaluate(nothing, train, test, optionsWith({ ks: [1], candidates: 'given', negatives }));
    expect(given.perUser['hit_rate@1']).toEqual(Float32Array.of(0.25, 0.5));
    expect(given.counts.tiedAtCutoff).toBe(2);
    expect(given.tieBounds!['hit_rate@1']).toEqual({ optimistic: 1, pessimistic: 0, expected: 0.375 });
  });

  it('never lists what a user has in train, and finds a held-out item only once', () => {
    const train = csrOfItems([[0, 1]], 5);
    const test = csrOfItems([[1, 3]], 5);
    const { metrics } = evaluate(rankerOf([[1, 0.9, 0.8, 0.7, 0]]), train, test, optionsWith({ ks: [2] }));
    // Listed: 2, 3. Item 1 is no longer to be found, so 3 is all there is.
    expect(metrics).toMatchObject({ 'precision@2': 0.5, 'recall@2': 1, mrr: 0.5 });
  });

  it('ranks the held-out item once where it is among the negatives too, and drops negatives that were seen', () => {
    const train = csrOfItems([[4]], 5);
    const test = csrOfItems([[0]], 5);
    const negatives = negativesOf([[0, 0, 1, 1, 4]]);
    const options = optionsWith({ ks: [1, 2, 3], candidates: 'given', negatives });
    const { metrics } = evaluate(rankerOf([[0.5, 0.9, 1, 1, 1]]), train, test, options);
    expect(metrics).toMatchObject({ mrr: 0.5, 'hit_rate@1': 0, 'hit_rate@2': 1, 'coverage@3': 2 / 5 });
  });

  it('ranks given candidates whatever their score, and lists only what has one in full ranking', () => {
    const test = csrOfItems([[2]], 3);
    const scores = rankerOf([[0, 0.1, 0]]);
    const full = evaluate(scores, emptyCsr(1, 3), test, optionsWith({ ks: [3] }));
    expect(full.metrics).toMatchObject({ 'recall@3': 0, 'coverage@3': 1 / 3 });
    const negatives = negativesOf([[1]]);
    const given = evaluate(scores, emptyCsr(1, 3), test, optionsWith({ ks: [3], candidates: 'given', negatives }));
    expect(given.metrics).toMatchObject({ mrr: 0.5 });
  });

  it('counts an empty list as zero, in the mean of accuracy but not in means over lists', () => {
    const test = csrOfItems([[0], [1]], 3);
    const { metrics, perUser } = evaluate(
      rankerOf([[1, 0.5, 0], null]),
      emptyCsr(2, 3),
      test,
      optionsWith({ ks: [2] }),
    );
    expect(metrics).toMatchObject({ 'hit_rate@2': 0.5, 'user_coverage@2': 0.5, 'arp@2': 0 });
    expect(perUser['hit_rate@2']).toEqual(Float32Array.of(1, 0));
    expect(perUser['arp@2']).toEqual(Float32Array.of(0, NaN));
  });

  it('keeps held-out items that nobody has in train in the denominators, and counts them', () => {
    const train = csrOfItems([[0], [1]], 5);
    const test = csrOfItems([[1, 3, 4], [3]], 5);
    const { metrics, counts } = evaluate(listRanker([[1], [0]], 5), train, test, optionsWith({ ks: [5] }));
    expect(counts.unknownTestItems).toBe(3);
    expect(metrics['recall@5']).toBeCloseTo(1 / 6, 12);
  });

  it('drops held-out items that nobody has in train where asked to, and users whose last one that was', () => {
    const train = csrOfItems([[0], [1]], 5);
    const test = csrOfItems([[1, 3, 4], [3]], 5);
    const options = optionsWith({ ks: [5], unknownItems: 'drop' });
    const { metrics, counts } = evaluate(listRanker([[1], [0]], 5), train, test, options);
    expect(counts).toMatchObject({ evaluated: 1, withoutTest: 1, unknownTestItems: 3 });
    expect(metrics).toMatchObject({ 'recall@5': 1, n_users_evaluated: 1 });
  });

  it('lets the cold-start policy answer for users without training interactions, or skips them, and counts both', () => {
    const train = csrOfItems([[0], []], 3);
    const test = csrOfItems([[1], [1]], 3);
    const of = (unknownUsers: 'skip' | 'cold_start') =>
      evaluate(rankerOf([[0, 1, 0], null]), train, test, optionsWith({ ks: [1], unknownUsers }));
    expect(of('cold_start').metrics).toMatchObject({ 'hit_rate@1': 0.5 });
    expect(of('cold_start').counts).toMatchObject({ evaluated: 2, unknownTestUsers: 1, skippedUsers: 0 });
    expect(of('skip').metrics).toMatchObject({ 'hit_rate@1': 1 });
    expect(of('skip').counts).toMatchObject({ evaluated: 1, withoutTest: 0, unknownTestUsers: 1, skippedUsers: 1 });
  });

  it('does not take dislikes for relevant: a user whose held-out weights are all negative is not evaluated', () => {
    const test = csrOf([
      [-1, 0, 0],
      [-1, 1, 0],
    ]);
    const { metrics, counts } = evaluate(listRanker([[0], [0, 1]], 3), emptyCsr(2, 3), test, optionsWith({ ks: [1] }));
    expect(counts).toMatchObject({ evaluated: 1, withoutTest: 1 });
    expect(metrics).toMatchObject({ 'hit_rate@1': 0, n_users_evaluated: 1 });
  });

  it('answers data without held-out items with means that are not numbers', () => {
    const { metrics, counts, tieBounds } = evaluate(nothing, emptyCsr(3, 4), emptyCsr(3, 4), optionsWith());
    expect(counts).toMatchObject({ evaluated: 0, withoutTest: 3, unknownTestItems: 0, tiedAtCutoff: 0 });
    expect(metrics['ndcg@10']).toBeNaN();
    expect(tieBounds).toBeNull();
  });

  it('survives weights that would overflow 2^w', () => {
    const test = csrOf([[5000, 3600, 1]]);
    const { metrics } = evaluate(rankerOf([[0.5, 1, 0.1]]), emptyCsr(1, 3), test, optionsWith({ ks: [1] }));
    expect(metrics['ndcg_linear@1']).toBeCloseTo(3600 / 5000, 12);
    expect(metrics['ndcg_exp@1']).toBeCloseTo(0, 12);
  });

  it('reports bounds only where more than one user in a hundred ties', () => {
    const users = 200;
    const test = csrOfItems(
      Array.from({ length: users }, () => [0]),
      3,
    );
    const scores = (tied: number) => Array.from({ length: users }, (_, user) => [0.5, user < tied ? 0.5 : 0.4, 0.1]);
    const boundsOf = (tied: number) =>
      evaluate(rankerOf(scores(tied)), emptyCsr(users, 3), test, optionsWith({ ks: [1] })).tieBounds;
    expect(boundsOf(2)).toBeNull();
    expect(boundsOf(3)!['hit_rate@1']).toEqual({ optimistic: 1, pessimistic: 197 / 200, expected: 198.5 / 200 });
  });

  it('gives the same metrics for lists that are longer than the catalogue', () => {
    const test = csrOfItems([[1]], 2);
    const { metrics } = evaluate(rankerOf([[0.5, 0.4]]), emptyCsr(1, 2), test, optionsWith({ ks: [1000] }));
    expect(metrics).toMatchObject({ mrr: 0.5, 'precision@1000': 0.001 });
  });

  it('asks whether to stop at least every 64 users, and stops with "cancelled"', () => {
    const users = 1000;
    const test = csrOfItems(
      Array.from({ length: users }, () => [0]),
      2,
    );
    let scored = 0;
    const counting: Ranker = {
      score(user, out) {
        scored += 1;
        return nothing.score(user, out);
      },
    };
    const options = optionsWith({ shouldStop: () => scored >= 300 });
    expect(() => evaluate(counting, emptyCsr(users, 2), test, options)).toThrow(
      expect.objectContaining({ code: 'cancelled' }),
    );
    expect(scored).toBeLessThanOrEqual(364);
  });

  it('tells how far it is, up to the last user', () => {
    const test = csrOfItems(
      Array.from({ length: 130 }, () => [0]),
      2,
    );
    const seen: [number, number][] = [];
    evaluate(nothing, emptyCsr(130, 2), test, optionsWith({ onProgress: (...step) => seen.push(step) }));
    expect(seen).toEqual([
      [0, 130],
      [64, 130],
      [128, 130],
      [130, 130],
    ]);
  });

  it('refuses scores that are not numbers, list lengths that are none, and given candidates where there are none', () => {
    const test = csrOfItems([[0]], 2);
    const run = (options: Parameters<typeof optionsWith>[0], scores = [1, 0.5]) =>
      evaluate(rankerOf([scores]), emptyCsr(1, 2), test, optionsWith(options));
    expect(() => run({}, [NaN, 1])).toThrow(/item 0 .* not a number/);
    expect(() => run({ ks: [1] }, [1, NaN])).toThrow(/item 1 .* not a number/);
    expect(() => run({ ks: [] })).toThrow('List lengths K are whole numbers from 1 to 1000; none was given.');
    expect(() => run({ ks: [5, 0] })).toThrow(/0 was given/);
    expect(() => run({ candidates: 'given' })).toThrow(/brought no negatives .* --candidates all/);
  });
});
