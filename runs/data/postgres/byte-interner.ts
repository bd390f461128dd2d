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
  let slots = new Int32Array(1 << 12).fill(-1);
  let mask = slots.length - 1;
  let block = new Uint8Array(1 << 16);
  let hashes = new Int32Array(1 << 11);
  /** Of id i: block[ends[i − 1] … ends[i]). */
  let ends = new Float64Array(1 << 11);
  let size = 0;

  const startOf = (id: number) => (id === 0 ? 0 : ends[id - 1]!);

  function isSame(id: number, bytes: Uint8Array, from: number, length: number): boolean {
    const start = startOf(id);
    if (ends[id]! - start !== length) return false;
    for (let at = 0; at < length; at++) if (block[start + at] !== bytes[from + at]) return false;
    return true;
  }

  function add(bytes: Uint8Array, from: number, length: number, hash: number): void {
    const start = startOf(size);
    if (size === ends.length) {
      ends = grown(ends, new Float64Array(size * 2));
      hashes = grown(hashes, new Int32Array(size * 2));
    }
    if (start + length > block.length) block = grown(block, new Uint8Array(Math.max(block.length * 2, start + length)));
    block.set(bytes.subarray(from, from + length), start);
    ends[size] = start + length;
    hashes[size] = hash;
    size += 1;
  }

  /** Twice the slots, so that at least half of them stay empty. */
  function rehash(): void {
    slots = new Int32Array(slots.length * 2).fill(-1);
    mask = slots.length - 1;
    for (let id = 0; id < size; id++) {
      let slot = hashes[id]! & mask;
      while (slots[slot] !== -1) slot = (slot + 1) & mask;
      slots[slot] = id;
    }
  }

  const text = (index: number) => toText(block.subarray(startOf(index), ends[index]!));

  return {
    index(bytes, from, length) {
      const hash = hashOf(bytes, from, length);
      let slot = hash & mask;
      for (let id = slots[slot]!; id !== -1; id = slots[slot]!) {
        if (hashes[id] === hash && isSame(id, bytes, from, length)) return id;
        slot = (slot + 1) & mask;
      }
      slots[slot] = size;
      add(bytes, from, length, hash);
      if (size * 2 > slots.length) rehash();
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

/** FNV-1a, its bits mixed once more so that the low ones tell small numbers apart. */
function hashOf(bytes: Uint8Array, from: number, length: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < from + length; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 12);
}

function grown<C extends Uint8Array | Int32Array | Float64Array>(old: C, larger: C): C {
  larger.set(old);
  return larger;
}
