/**
 * Ids (or names) that contain the text, in any case: those that equal it first, then those that begin with it, then the others; each in their order.
 * Linear in the vocabulary, of which the page gets `limit`.
 * @param named  a second text by which an id is found, such as a title
 */
export function searchIds(
  ids: readonly string[],
  text: string,
  { limit, offset = 0 }: { limit: number; offset?: number },
  named?: readonly (string | null)[] | null,
): { found: number[]; total: number } {
  const wanted = text.trim().toLowerCase();
  const [equal, first, within]: [number[], number[], number[]] = [[], [], []];
  ids.forEach((id, index) => {
    const rank = Math.min(rankOf(id, wanted), rankOf(named?.[index] ?? null, wanted));
    if (rank < 3) [equal, first, within][rank]!.push(index);
  });
  const found = [...equal, ...first, ...within];
  return { found: found.slice(offset, offset + limit), total: found.length };
}

/** 0 where they are equal, 1 where the text begins so, 2 where it contains it, 3 where it does not. */
function rankOf(text: string | null, wanted: string): number {
  if (text === null) return 3;
  const at = text.toLowerCase().indexOf(wanted);
  if (at < 0) return 3;
  if (at > 0) return 2;
  return text.length === wanted.length ? 0 : 1;
}
