import { z } from 'zod';
import type { Kind } from '#shared/domain/kind.ts';

const Ids = z.array(z.string()).default([]);
const Kept = z.object({ pinned: Ids, baseline: z.string().nullable().default(null), hidden: Ids });
export type KeptSelection = { pinned: readonly string[]; baseline: string | null; hidden: readonly string[] };

/** Runs of one kind are never selected together with those of another. */
const keyOf = (kind: Kind) => (kind === 'recommender' ? 'kindred.run-selection' : `kindred.run-selection.${kind}`);
const nothing: KeptSelection = { pinned: [], baseline: null, hidden: [] };

/** What of the selection this browser remembers, like any preference; nothing where it remembers none or what it has cannot be read. */
export function readKeptSelection(storage: Pick<Storage, 'getItem'> | undefined, kind: Kind): KeptSelection {
  const text = storage?.getItem(keyOf(kind)) ?? null;
  if (text === null) return nothing;
  try {
    return Kept.parse(JSON.parse(text));
  } catch {
    return nothing;
  }
}

export function keepSelection(
  storage: Pick<Storage, 'setItem'> | undefined,
  kind: Kind,
  { pinned, baseline, hidden }: KeptSelection,
) {
  storage?.setItem(keyOf(kind), JSON.stringify({ pinned, baseline, hidden }));
}
