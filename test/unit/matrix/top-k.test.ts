import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHeaps, merge, push, sortHeaps } from '#runs/matrix/heaps.ts';
import { privateMemory } from '#runs/matrix/memory.ts';
import { topK } from '#runs/matrix/top-k.ts';

/** Few distinct values, so that most of them tie. */
const scores = fc.array(fc.constantFrom(-1, 0, 0.25, 0.5, 0.75, 1), { maxLength: 60 });

describe('topK', () => {
  it('is the head of a full sort by score, then index, without what is not positive', () => {
    fc.assert(
      fc.property(scores, fc.integer({ min: 0, max: 70 }), (values, k) => {
        const expected = values
          .map((score, index) => ({ score, index }))
          .filter(({ score }) => score > 0)
          .sort((a, b) => b.score - a.score || a.index - b.index)
          .slice(0, k);
        expect(Array.from(topK(Float64Array.from(values), k))).toEqual(expected.map(({ index }) => index));
      }),
    );
  });

  it('leaves out what is not a number', () => {
    expect(Array.from(topK(Float64Array.of(NaN, 1, NaN, 2), 3))).toEqual([3, 1]);
  });
});

describe('heaps', () => {
  it('keep the same whatever the order of arrival, and however it is divided', () => {
    fc.assert(
      fc.property(scores, fc.integer({ min: 0, max: 8 }), fc.infiniteStream(fc.boolean()), (values, k, sides) => {
        const [all, left, right] = [0, 1, 2].map(() => createHeaps(1, k, privateMemory));
        values.forEach((score, id) => push(all!, 0, score, id));
        values.forEach((_, n) => {
          const id = values.length - 1 - n;
          push(sides.next().value ? left! : right!, 0, values[id]!, id);
        });
        merge(left!, right!);
        const [one, two] = [sortHeaps(all!), sortHeaps(left!)];
        expect(two.counts).toEqual(one.counts);
        expect(two.ids).toEqual(one.ids);
        expect(two.similarities).toEqual(one.similarities);
      }),
    );
  });
});
