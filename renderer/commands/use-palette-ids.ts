import { useMemo } from 'react';
import type { Run } from '#shared/domain/run.ts';
import type { NamedItem, UserRow } from '#shared/domain/user-lens.ts';
import { useCall } from '../core/use-call.ts';

/** The newest run that has a model to ask. */
const askedRun = (runs: readonly Run[] | undefined): Run | undefined =>
  runs?.find(({ kind, status }) => kind === 'recommender' && status === 'FINISHED');

/** What is typed after the prefix; null where something else is typed. */
const textAfter = (prefix: string, query: string): string | null => {
  const typed = query.trim();
  return typed.startsWith(prefix) ? typed.slice(1) : null;
};

/**
 * Users of the newest finished run whose ids contain what is typed after an `@`.
 * @param runs  the newest first
 */
export function usePaletteUsers(
  runs: readonly Run[] | undefined,
  query: string,
): readonly { user: UserRow; run: Run }[] {
  const run = askedRun(runs);
  const text = textAfter('@', query);
  const isAsked = run !== undefined && text !== null;
  const found = useCall('users.search', { run: run?.id ?? '-', text: text ?? '', limit: 20 }, { enabled: isAsked });
  const users = isAsked ? found.data?.users : undefined;
  return useMemo(() => (run && users ? users.map((user) => ({ user, run })) : []), [users, run]);
}

/** Items of the newest finished run whose ids or names contain what is typed after a `:`. */
export function usePaletteItems(
  runs: readonly Run[] | undefined,
  query: string,
): readonly { item: NamedItem; run: Run }[] {
  const run = askedRun(runs);
  const text = textAfter(':', query);
  const isAsked = run !== undefined && text !== null;
  const found = useCall('users.items', { run: run?.id ?? '-', text: text ?? '', limit: 20 }, { enabled: isAsked });
  const items = isAsked ? found.data?.items : undefined;
  return useMemo(() => (run && items ? items.map((item) => ({ item, run })) : []), [items, run]);
}
