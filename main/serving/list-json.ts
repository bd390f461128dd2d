import type { Reason } from '#runs/models/model.ts';

/**
 * Recommendations as JSON text, written by hand because it is most of an answer's work.
 * This is the one place where scores are rounded: to 6 decimals, unless two neighbours that differ would look equal then; those keep all
 * their digits, so that whoever reads the list sees it descend, and ties where ties are.
 */
export function listJson(posts: readonly string[], scores: readonly number[], reason: Reason, exact: boolean): string {
  const written = exact ? scores : roundedScores(scores);
  let text = '[';
  for (let n = 0; n < posts.length; n++) {
    text += `${n === 0 ? '' : ','}{"post_id":${JSON.stringify(posts[n])},"score":${written[n]},"reason":"${reason}"}`;
  }
  return `${text}]`;
}

/** @param scores  descending */
export function roundedScores(scores: readonly number[]): number[] {
  const rounded = scores.map((score) => Math.round(score * 1e6) / 1e6);
  for (let from = 0, to = 0; from < rounded.length; from = to) {
    const value = rounded[from];
    while (rounded[to] === value) to += 1;
    if (scores[from] !== scores[to - 1]) for (let n = from; n < to; n++) rounded[n] = scores[n]!;
  }
  return rounded;
}
