import type { Csr } from '#runs/matrix/csr.ts';
import { createRandom } from '#runs/matrix/random.ts';

/**
 * N items of each user drawn without replacement from those in neither the training nor the held-out row.
 * A user's draw depends on the seed and the user alone, so it is stored by its seed, and every model meets the same negatives.
 */
export function createNegatives(train: Csr, test: Csr, size: number, seed: number) {
  const items = train.cols;
  const order = Int32Array.from({ length: items }, (_, item) => item);
  const swapped = new Int32Array(items);
  const takenBy = new Int32Array(items).fill(-1);
  const drawn = new Int32Array(Math.min(size, items));

  return {
    /** @returns a view that the next draw overwrites; shorter than N where fewer items are left */
    draw(user: number): Int32Array {
      for (const { indptr, indices } of [train, test]) {
        for (let at = indptr[user]!; at < indptr[user + 1]!; at++) takenBy[indices[at]!] = user;
      }
      const random = createRandom(seed, `negatives of user ${user}`);
      let count = 0;
      let step = 0;
      // Fisher–Yates from the front, passing over taken items, until N are drawn.
      for (; step < items && count < drawn.length; step++) {
        swapped[step] = step + random.below(items - step);
        const item = swap(order, step, swapped[step]!);
        if (takenBy[item] !== user) drawn[count++] = item;
      }
      // Back to the identity, so that no user's draw depends on the user before.
      while (step-- > 0) swap(order, step, swapped[step]!);
      return drawn.subarray(0, count);
    },
  };
}

/** @returns what is at `a` afterwards */
function swap(values: Int32Array, a: number, b: number): number {
  const moved = values[b]!;
  values[b] = values[a]!;
  values[a] = moved;
  return moved;
}
