import { useCall } from '../../../core/use-call.ts';

/** How many of some users are in each true group, by its name; null where there are no users. */
export function useSelectedByGroup(
  run: string,
  users: readonly string[] | undefined,
): ReadonlyMap<string, number> | null {
  const some = users ?? [];
  const page = useCall('runs.userMetrics', { run, users: [...some], limit: 1000 }, { enabled: some.length > 0 }).data;
  if (!page || some.length === 0) return null;
  const counts = new Map<string, number>();
  for (const { group } of page.rows) if (group) counts.set(group.name, (counts.get(group.name) ?? 0) + 1);
  return counts;
}
