import { distance } from 'fastest-levenshtein';

/**
 * The known name that a mistyped one was most likely meant to be: same but for case, else within a third of its length in edits,
 * else the shortest that it begins.
 * @returns undefined where nothing is near
 */
export function nearest(typed: string, known: Iterable<string>): string | undefined {
  const wanted = typed.toLowerCase();
  const limit = Math.max(1, Math.floor(typed.length / 3));
  let best: { name: string; edits: number } | undefined;
  let begun: string | undefined;
  for (const name of known) {
    const candidate = name.toLowerCase();
    // Lengths that differ by more than the limit cannot be within it: most names are skipped without the quadratic distance.
    if (Math.abs(candidate.length - wanted.length) <= limit) {
      const edits = distance(wanted, candidate);
      if (edits <= limit && (!best || edits < best.edits)) best = { name, edits };
    }
    if (wanted.length > 1 && candidate.startsWith(wanted) && (!begun || name.length < begun.length)) begun = name;
  }
  return best?.name ?? begun;
}

/** ` Did you mean "ndcg@10"?`, to be put behind a sentence; empty where nothing is near. */
export function didYouMean(typed: string, known: Iterable<string>): string {
  const name = nearest(typed, known);
  return name === undefined ? '' : ` Did you mean "${name}"?`;
}
