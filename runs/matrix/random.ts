/** A seeded source of random numbers; every use of chance in Kindred takes one as an argument. */
export type Random = {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** Uniform whole number in [0, bound). */
  below(bound: number): number;
  /** Standard normal (Box–Muller). */
  normal(): number;
  /** Shuffles in place (Fisher–Yates). */
  shuffle<T extends Int32Array | unknown[]>(values: T): T;
};

/** FNV-1a, so that a stream's name takes part in its seed. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/**
 * sfc32 (Chris Doty-Humphrey, PractRand), seeded by `seed` and the name of the component that draws:
 * split, init, order … each has a stream of its own, so that one more draw in one never changes another.
 */
export function createRandom(seed: number, stream: string): Random {
  let a = seed >>> 0;
  let b = Math.floor(seed / 2 ** 32) >>> 0;
  let c = hashText(stream);
  let counter = 1;
  const draw = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 15; i++) draw();

  const next = () => draw() / 2 ** 32;
  // Multiply-shift: the bias is below bound / 2^32.
  const below = (bound: number) => Math.floor(next() * bound);
  return {
    next,
    below,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle: (values) => {
      for (let i = values.length - 1; i > 0; i--) {
        const j = below(i + 1);
        const held = values[i];
        values[i] = values[j] as never;
        values[j] = held as never;
      }
      return values;
    },
  };
}
