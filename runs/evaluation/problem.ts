import type { UnknownItems, UnknownUsers } from '#shared/domain/evaluation.ts';
import type { Candidates } from '#shared/domain/split.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import { memoryOf, sharedMemory } from '#runs/matrix/memory.ts';
import { inMemoryOf } from '#runs/matrix/shared-copies.ts';
import { givenNegatives } from './candidates.ts';
import { hasGrades } from './held-out.ts';
import { itemFacts, type ItemFacts } from './item-facts.ts';
import { checkKs } from './ks.ts';

/** Items by user that came with the data, for `given`. */
export type Negatives = { indptr: Int32Array; items: Int32Array };

/** How users are ranked and what is counted. */
export type Protocol = {
  ks: readonly number[];
  candidates: Candidates;
  negatives: Negatives | null;
  /** Draws the negatives of `sampled:N`: equal seeds give equal negatives, whatever the model. */
  seed: number;
  /** Held-out items that nobody has in train; `keep` where absent. */
  unknownItems?: UnknownItems;
  /** Users without training interactions; `cold_start` where absent. */
  unknownUsers?: UnknownUsers;
  /** Items × categories, for what compares them; none where absent. */
  categories?: Csr | null;
};

/** All that measuring needs beside the ranker: values and typed arrays, so that any thread can take part. */
export type Problem = Required<Omit<Protocol, 'categories'>> & {
  facts: ItemFacts;
  test: Csr;
  /** Whether held-out weights differ. */
  graded: boolean;
};

/**
 * @param memory where the arrays that grow with the data are put: `shared` where several threads are to measure
 * @throws KindredError invalid_input for K and candidates that cannot be evaluated
 */
export function poseProblem(
  train: Csr,
  test: Csr,
  protocol: Protocol,
  memory: 'private' | 'shared' = 'private',
): Problem {
  const { candidates, negatives, seed, unknownItems = 'keep', unknownUsers = 'cold_start' } = protocol;
  const categories = protocol.categories ? inMemoryOf({ memory }, protocol.categories) : null;
  return {
    ks: checkKs(protocol.ks),
    candidates,
    negatives: candidates === 'given' ? inMemory({ memory }, givenNegatives(negatives)) : null,
    seed,
    unknownItems,
    unknownUsers,
    facts: itemFacts(inMemoryOf({ memory }, train), memoryOf({ memory }), categories),
    test: inMemoryOf({ memory }, test),
    graded: hasGrades(test.values),
  };
}

function inMemory(where: { memory: 'private' | 'shared' }, { indptr, items }: Negatives): Negatives {
  if (where.memory === 'private') return { indptr, items };
  const copy = (values: Int32Array) => {
    const copied = sharedMemory.ints(values.length);
    copied.set(values);
    return copied;
  };
  return { indptr: copy(indptr), items: copy(items) };
}
