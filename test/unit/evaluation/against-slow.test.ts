import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, type Evaluation } from '#runs/evaluation/evaluate.ts';
import { createRandom } from '#runs/matrix/random.ts';
import { randomCsr } from '../../support/matrices.ts';
import { closely } from './closely.ts';
import { negativesOf, optionsWith, rankerOf } from './examples.ts';
import {
  accuracyOf,
  exposureOf,
  listValuesOf,
  mean,
  slowUsers,
  type SlowInput,
  type SlowUser,
} from './slow-evaluate.ts';

/** Small enough for every order of equal scores to be written out. */
const size = { users: 4, items: 6, ks: [1, 3, 5] };

type World = Omit<SlowInput, 'k' | 'longest'>;

/** Few distinct scores, so that most worlds have ties; weights of several sizes and below zero; users with nothing. */
const drawnWorld = fc.record({
  seed: fc.nat(),
  graded: fc.boolean(),
  given: fc.boolean(),
  unknownItems: fc.constantFrom('keep' as const, 'drop' as const),
  unknownUsers: fc.constantFrom('skip' as const, 'cold_start' as const),
});
const world = drawnWorld.map((drawn): World => {
  const random = createRandom(drawn.seed, 'world');
  const weights = drawn.graded ? [0.3, 1, 2, -1] : [1];
  const row = <T>(make: () => T) => Array.from({ length: size.items }, make);
  return {
    unknownItems: drawn.unknownItems,
    unknownUsers: drawn.unknownUsers,
    train: randomCsr(random, size.users, size.items, 0.25),
    test: randomCsr(random, size.users, size.items, 0.35, weights),
    scores: Array.from({ length: size.users }, () =>
      random.next() < 0.1 ? null : row(() => random.below(3) / (1 + random.below(2))),
    ),
    negatives: drawn.given
      ? Array.from({ length: size.users }, () => row(() => random.below(size.items)).slice(0, 3))
      : null,
  };
});

function evaluateWorld(input: World, ks: readonly number[] = size.ks): Evaluation {
  const { train, test, scores, negatives, unknownItems = 'keep', unknownUsers = 'cold_start' } = input;
  const rows = negatives && negativesOf(negatives);
  const candidates = negatives ? 'given' : 'all';
  const options = optionsWith({ ks, candidates, negatives: rows, unknownItems, unknownUsers });
  return evaluate(rankerOf(scores), train, test, options);
}

const evaluatedOf = (input: SlowInput) => slowUsers(input).filter((user): user is SlowUser => user !== null);

const inputsOf = (input: World): SlowInput[] => size.ks.map((k) => ({ ...input, k, longest: Math.max(...size.ks) }));

const property = (check: (input: World) => void) => fc.assert(fc.property(world, check), { numRuns: 150, seed: 7 });

/** Mean over users, each with all the orders that its candidates can have. */
function overOrders(input: SlowInput, pick: (values: number[]) => number): Record<string, number> {
  const users = evaluatedOf(input).map(({ orders, relevant }) =>
    orders.map((order) => accuracyOf(order, relevant, input.k, input.longest)),
  );
  const names = Object.keys(users[0]?.[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, mean(users.map((orders) => pick(orders.map((o) => o[name]!))))]),
  );
}

/** Only what the evaluation gives: graded metrics are absent where weights do not differ. */
const within = <T>(expected: Record<string, T>, given: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(expected).filter(([name]) => name in given || !name.startsWith('ndcg_')));

describe('the fast evaluation', () => {
  it('gives the accuracy of the served list in full ranking, of all orders of equal scores among given candidates', () => {
    property((input) => {
      const { metrics } = evaluateWorld(input);
      for (const slow of inputsOf(input)) {
        const expected = overOrders(slow, slow.negatives ? mean : (orders) => orders[0]!);
        expect(metrics).toMatchObject(closely(within(expected, metrics), 10));
      }
    });
  });

  it('bounds ties by the best and the worst order of equal scores, and has no bounds where these are the same', () => {
    property((input) => {
      const { tieBounds, metrics } = evaluateWorld(input);
      const boundsOf = (name: string) =>
        tieBounds?.[name] ?? { optimistic: metrics[name], pessimistic: metrics[name], expected: metrics[name] };
      for (const slow of inputsOf(input)) {
        const optimistic = overOrders(slow, (orders) => Math.max(...orders));
        const pessimistic = overOrders(slow, (orders) => Math.min(...orders));
        for (const [name, expected] of Object.entries(within(overOrders(slow, mean), metrics))) {
          const bounds = { optimistic: optimistic[name], pessimistic: pessimistic[name], expected };
          expect(boundsOf(name)).toEqual(closely(bounds, 10));
        }
      }
    });
  });

  it('gives the beyond-accuracy values of each user, whose mean leaves out users without one', () => {
    property((input) => {
      const { metrics, perUser } = evaluateWorld(input);
      for (const slow of inputsOf(input)) {
        const values = slowUsers(slow).map((user) => user && listValuesOf(user, slow));
        for (const name of Object.keys(values.find((value) => value) ?? {})) {
          const column = values.map((value) => value?.[name] ?? NaN);
          const known = column.filter((value) => !Number.isNaN(value));
          expect(metrics).toMatchObject(closely({ [name]: mean(known) }, 10));
          expect(Object.fromEntries(perUser[name]!.entries())).toEqual(
            closely(Object.fromEntries(column.entries()), 5),
          );
        }
      }
    });
  });

  it('gives the values of all lists together', () => {
    property((input) => {
      const { metrics } = evaluateWorld(input);
      for (const slow of inputsOf(input)) {
        const users = evaluatedOf(slow);
        expect(metrics).toMatchObject({ n_users_evaluated: users.length, ...closely(exposureOf(users, slow), 10) });
      }
    });
  });

  it('does not depend on which other list lengths are evaluated, apart from the length that MRR looks at', () => {
    property((input) => {
      const { mrr: _, ...alone } = evaluateWorld(input, [3]).metrics;
      expect(evaluateWorld(input).metrics).toMatchObject(alone);
    });
  });
});
