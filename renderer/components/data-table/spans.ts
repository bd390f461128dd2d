/** A drawn row or the empty height between two of them. */
export type Span = { kind: 'row'; index: number } | { kind: 'gap'; key: string; height: number };

type Item = { index: number; start: number; end: number };

/** The drawn rows of a virtual list with the gaps that keep them where they belong, in document order. */
export function spansOf(items: readonly Item[], totalHeight: number): Span[] {
  const spans: Span[] = [];
  let reached = 0;
  for (const { index, start, end } of items) {
    if (start > reached) spans.push({ kind: 'gap', key: `before-${index}`, height: start - reached });
    spans.push({ kind: 'row', index });
    reached = end;
  }
  if (totalHeight > reached) spans.push({ kind: 'gap', key: 'after', height: totalHeight - reached });
  return spans;
}
