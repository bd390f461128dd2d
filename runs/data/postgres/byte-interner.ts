import { createIdInterner } from '../files/id-interner.ts';
import type { Vocabulary } from '../interactions.ts';

/**
 * Numbers ids by first appearance from the bytes that the server sent, without making a string of each row's id:
 * open addressing over one block of bytes, so a million distinct UUIDs take about 40 MB and a look-up some 50 ns.
 */
export type ByteInterner = {
  /** The number of the id in `bytes[from … from + length)`. */
  index(bytes: Uint8Array, from: number, length: number): number;
  size(): number;
  text(index: number): string;
  /** `rank[index]` is the id's index in the vocabulary. */
  finish(): { vocabulary: Vocabulary; rank: Int32Array };
};

/**
 * @param kind user or item, for the message where there are too many
 * @param toText the exact id that some bytes stand for
 */
export function createByteInterner(kind: string, toText: (bytes: Uint8Array) => string): ByteInterner {
  // A slot is the id's number + 1 (0 where it is empty) and its hash, side by side: what is looked up most lies in one line of the cache.
  let slots = new Int32Array(1 << 12);
  let mask = (slots.length >> 1) - 1;
  let block = new Uint8Array(1 << 16);
  /** Of id i: block[ends[i − 1] … ends[i]). */
  let ends = new Float64Array(1 << 11);
  /** Bytes of every id so far, as of UUIDs; −1 once they differ. Their places need no look at `ends` then. */
  let width = 0;
  let size = 0;

  const startOf = (id: number) => (width > 0 ? id * width : id === 0 ? 0 : ends[id - 1]!);
  const endOf = (id: number) => (width > 0 ? (id + 1) * width : ends[id]!);

  function isSame(id: number, bytes: Uint8Array, from: number, length: number): boolean {
    const start = startOf(id);
    if (endOf(id) - start !== length) return false;
    for (let at = 0; at < length; at++) if (block[start + at] !== bytes[from + at]) return false;
    return true;
  }

  function add(bytes: Uint8Array, from: number, length: number): void {
    const start = startOf(size);
    if (size === 0) width = length;
    else if (length !== width) width = -1;
    if (size === ends.length) ends = grown(ends, new Float64Array(size * 2));
    if (start + length > block.length) block = grown(block, new Uint8Array(Math.max(block.length * 2, start + length)));
    block.set(bytes.subarray(from, from + length), start);
    ends[size] = start + length;
    size += 1;
  }

  /** Twice the slots, so that at least half of them stay empty. */
  function rehash(): void {
    const old = slots;
    slots = new Int32Array(old.length * 2);
    mask = (slots.length >> 1) - 1;
    for (let at = 0; at < old.length; at += 2) {
      if (old[at] === 0) continue;
      let slot = old[at + 1]! & mask;
      while (slots[slot * 2] !== 0) slot = (slot + 1) & mask;
      slots[slot * 2] = old[at]!;
      slots[slot * 2 + 1] = old[at + 1]!;
    }
  }

  const text = (index: number) => toText(block.subarray(startOf(index), endOf(index)));

  return {
    index(bytes, from, length) {
      const hash = hashOf(bytes, from, length);
      let slot = hash & mask;
      for (let place = slots[slot * 2]!; place !== 0; place = slots[slot * 2]!) {
        if (slots[slot * 2 + 1] === hash && isSame(place - 1, bytes, from, length)) return place - 1;
        slot = (slot + 1) & mask;
      }
      add(bytes, from, length);
      slots[slot * 2] = size;
      slots[slot * 2 + 1] = hash;
      if (size * 4 > slots.length) rehash();
      return size - 1;
    },
    size: () => size,
    text,
    finish() {
      const interner = createIdInterner(kind);
      const places = new Int32Array(size);
      for (let id = 0; id < size; id++) places[id] = interner.index(text(id));
      const { vocabulary, rank } = interner.finish();
      return { vocabulary, rank: places.map((place) => rank[place]!) };
    },
  };
}

/** Four bytes a step, each mixed by a product and a shift (as in xxHash), so that the low bits tell small numbers apart. */
function hashOf(bytes: Uint8Array, from: number, length: number): number {
  let hash = length;
  let at = from;
  for (const whole = from + (length & ~3); at < whole; at += 4) {
    const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    hash = Math.imul(hash ^ word, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < from + length; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 12);
}

function grown<C extends Uint8Array | Int32Array | Float64Array>(old: C, larger: C): C {
  larger.set(old);
  return larger;
}
