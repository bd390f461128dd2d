/** Recent engagement with exponential decay, from interactions that the API was told of. */
export type Trending = {
  add(post: string, at: number, weight: number): void;
  /** Posts and what they weigh now, in no order. */
  weights(): Iterable<[post: string, weight: number]>;
};

const halfLifeMs = 24 * 3_600_000;
/** Beyond this many posts the least engaging half is forgotten. */
const maxPosts = 200_000;

/**
 * Forward decay (Cormode et al. 2009): a weight is written down as w · 2^((t − start) / half-life), so that no entry changes while time passes.
 * @param start  milliseconds since 1970; must not be years before the interactions
 */
export function createTrending(start: number): Trending {
  const posts = new Map<string, number>();

  function forgetLeast(): void {
    const sorted = [...posts.entries()].sort(([, a], [, b]) => b - a);
    for (const [post] of sorted.slice(maxPosts / 2)) posts.delete(post);
  }

  return {
    add(post, at, weight) {
      // Half-lives are kept within what a double's exponent can tell apart: 500 days ahead, whatever lies further back is nothing.
      const age = Math.max(-500, Math.min(500, (at - start) / halfLifeMs));
      posts.set(post, (posts.get(post) ?? 0) + weight * 2 ** age);
      if (posts.size > maxPosts) forgetLeast();
    },
    weights: () => posts,
  };
}
