import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createByteInterner } from '#runs/data/postgres/byte-interner.ts';
import { createIdInterner } from '#runs/data/files/id-interner.ts';

const utf8 = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

describe('ids told apart by their bytes', () => {
  it('get the numbers and places that a map of strings gives them', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 6 }), { maxLength: 300 }), (ids) => {
        const fast = createByteInterner('user', utf8);
        const slow = createIdInterner('user');
        for (const id of ids) {
          const bytes = Buffer.from(`..${id}..`);
          expect(fast.index(bytes, 2, bytes.length - 4)).toBe(slow.index(id));
        }
        expect(fast.size()).toBe(new Set(ids).size);
        const [a, b] = [fast.finish(), slow.finish()];
        expect(a.vocabulary.ids).toEqual(b.vocabulary.ids);
        expect(a.rank).toEqual(b.rank);
      }),
    );
  });

  it('stay apart through every growth of the table', () => {
    const interner = createByteInterner('item', utf8);
    const ids = Array.from({ length: 50_000 }, (_, n) => Buffer.from(`item ${n}`));
    ids.forEach((id, n) => expect(interner.index(id, 0, id.length)).toBe(n));
    ids.forEach((id, n) => expect(interner.index(id, 0, id.length)).toBe(n));
    expect(interner.text(49_999)).toBe('item 49999');
  });
});
