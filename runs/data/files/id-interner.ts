import { KindredError } from '#shared/api/errors.ts';
import { sortIds } from '#shared/domain/id.ts';
import { Vocabulary } from '../interactions.ts';

/** A JavaScript Map holds 2^24 entries. */
const maxIds = 16_000_000;
/** Whole numbers below are looked up in a table instead of a Map, which is several times faster. */
const tableSize = 1 << 22;

/** Numbers ids by first appearance while rows are read; `finish` gives their places in the sorted vocabulary. */
export type IdInterner = {
  index(id: string): number;
  /** `rank[index]` is the id's index in the vocabulary. */
  finish(): { vocabulary: Vocabulary; rank: Int32Array };
};

/** @param kind user or item, for the message where there are too many */
export function createIdInterner(kind: string): IdInterner {
  const ids: string[] = [];
  const texts = new Map<string, number>();
  /** Index + 1 of each whole number; 0 where it did not occur yet. */
  let numbers = new Int32Array(1024);

  const add = (id: string): number => {
    if (ids.length === maxIds) {
      throw new KindredError('too_large', `The data has more than ${maxIds} different ${kind} ids. Take a part of it.`);
    }
    return ids.push(id) - 1;
  };
  const indexOfNumber = (number: number): number => {
    if (number >= numbers.length) {
      const grown = new Int32Array(Math.min(tableSize, Math.max(numbers.length * 2, number + 1)));
      grown.set(numbers);
      numbers = grown;
    }
    return (numbers[number] ||= add(String(number)) + 1) - 1;
  };

  return {
    index(id) {
      const number = wholeNumber(id);
      if (number >= 0) return indexOfNumber(number);
      const known = texts.get(id);
      if (known !== undefined) return known;
      // A copy: as a part of a chunk of a file the id would keep the whole chunk in memory.
      const index = add(Buffer.from(id, 'utf16le').toString('utf16le'));
      texts.set(ids[index]!, index);
      return index;
    },
    finish() {
      const sorted = sortIds(ids);
      const vocabulary = new Vocabulary(sorted);
      return { vocabulary, rank: Int32Array.from(ids, (id) => vocabulary.indexOf(id)) };
    },
  };
}

const maxDigits = String(tableSize).length;

/** The whole number below the size of the table that is written exactly so; −1 for any other text. */
function wholeNumber(id: string): number {
  const { length } = id;
  if (length === 0 || length > maxDigits || (length > 1 && id.charCodeAt(0) === 48)) return -1;
  let number = 0;
  for (let at = 0; at < length; at++) {
    const digit = id.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number < tableSize ? number : -1;
}
