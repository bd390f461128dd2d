import { z } from 'zod';

const Ids = z.array(z.string()).default([]);
const Kept = z.object({ pinned: Ids, baseline: z.string().nullable().default(null), hidden: Ids });
export type KeptSelection = { pinned: readonly string[]; baseline: string | null; hidden: readonly string[] };

const key = 'kindred.run-selection';
const nothing: KeptSelection = { pinned: [], baseline: null, hidden: [] };

/** What of the selection this browser remembers, like any preference; nothing where it remembers none or what it has cannot be read. */
export function readKeptSelection(storage: Pick<Storage, 'getItem'> | undefined): KeptSelection {
  const text = storage?.getItem(key) ?? null;
  if (text === null) return nothing;
  try {
    return Kept.parse(JSON.parse(text));
  } catch {
    return nothing;
  }
}

export function keepSelection(
  storage: Pick<Storage, 'setItem'> | undefined,
  { pinned, baseline, hidden }: KeptSelection,
) {
  storage?.setItem(key, JSON.stringify({ pinned, baseline, hidden }));
}
