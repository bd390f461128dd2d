import { useState } from 'react';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import type { Kind } from '#shared/domain/kind.ts';
import type { Run } from '#shared/domain/run.ts';
import type { RunGroup } from '#shared/domain/run-group.ts';
import { useKindred } from '../../core/kindred.tsx';
import { callOptions } from '../../core/use-call.ts';
import { usePages } from '../../core/use-pages.ts';
import { groupRow, placeAt, runRow, type OpenGroup, type RunsRow } from './runs-row.ts';

/** Runs of an open group that are shown. */
const mostMembers = 1000;

type Asked = {
  kind: Kind;
  filter: string;
  order_by: string;
  deleted: boolean;
  columns: string[];
  /** What runs are gathered by; absent for single runs. */
  group: string | undefined;
  /** Runs that stand at the top whatever the filter. */
  top: readonly Run[];
  /** False until it is known which columns to ask for. */
  enabled: boolean;
};

/** The table's lines by position: the pinned runs, then runs or groups in the table's order, open groups followed by their runs. */
export function useTableRows({ kind, filter, order_by, deleted, columns, group, top, enabled }: Asked) {
  const query = { kind, filter, order_by, deleted, columns };
  const except = top.map(({ id }) => id);
  const runs = usePages({
    name: 'runs.list',
    input: (limit, offset) => ({ ...query, ...(except.length > 0 && { except }), limit, offset }),
    read: (answer): { rows: readonly Run[]; total: number } => ({ rows: answer.runs, total: answer.total }),
    enabled: enabled && group === undefined,
  });
  const groups = usePages({
    name: 'runs.grouped',
    input: (limit, offset) => ({ ...query, by: group ?? 'seed', limit, offset }),
    read: (answer): { rows: readonly RunGroup[]; total: number } => ({ rows: answer.groups, total: answer.total }),
    enabled: enabled && group !== undefined,
  });
  const members = useMembers(query, groups.rowAt, JSON.stringify([query, group]));
  const pages = group === undefined ? runs : groups;
  const rowAt = (position: number): RunsRow | undefined => {
    const pinned = top[position];
    if (pinned) return runRow(pinned, 'top');
    const at = position - top.length;
    if (group !== undefined) return members.rowAt(at);
    const run = runs.rowAt(at);
    return run && runRow(run, 'list');
  };
  const { onRange } = pages;
  return {
    ...pages,
    found: pages.total,
    total: pages.total === undefined ? undefined : pages.total + top.length + (group === undefined ? 0 : members.count),
    rowAt,
    loaded: group === undefined ? [...top, ...runs.loaded] : [...top, ...members.runs],
    onRange: (from: number, to: number) =>
      onRange(members.groupAt(from - top.length), members.groupAt(to - top.length)),
    toggle: members.toggle,
  };
}

type Query = Pick<Asked, 'kind' | 'filter' | 'order_by' | 'deleted' | 'columns'>;

/** The runs of the groups that are open; all close where another question is asked. */
function useMembers(query: Query, groupAt: (index: number) => RunGroup | undefined, question: string) {
  const { client } = useKindred();
  const [open, setOpen] = useState<{ question: string; groups: { key: string; index: number }[] }>({
    question,
    groups: [],
  });
  const isCurrent = open.question === question;
  const chosen = isCurrent
    ? open.groups.flatMap(({ key, index }) => {
        const group = groupAt(index);
        return group?.key === key ? [{ key, index, group }] : [];
      })
    : [];
  const answers = useQueries({
    queries: chosen.map(({ group }) => ({
      ...callOptions(client, 'runs.list', {
        ...query,
        filter: query.filter ? `(${query.filter}) and ${group.filter}` : group.filter,
        limit: mostMembers,
      }),
      placeholderData: keepPreviousData,
    })),
  });
  const runsOf = new Map(chosen.map(({ key }, at) => [key, answers[at]?.data?.runs ?? []]));
  const places: OpenGroup[] = chosen
    .map(({ key, index }) => ({ key, index, count: runsOf.get(key)?.length ?? 0 }))
    .toSorted((a, b) => a.index - b.index);
  return {
    count: places.reduce((sum, { count }) => sum + count, 0),
    runs: [...runsOf.values()].flat(),
    rowAt(position: number): RunsRow | undefined {
      const { group: index, member, key } = placeAt(position, places);
      const run = member === null ? undefined : runsOf.get(key ?? '')?.[member];
      if (run) return runRow(run, 'member');
      const group = groupAt(index);
      return (
        group &&
        groupRow(
          group,
          index,
          places.some((place) => place.key === group.key),
        )
      );
    },
    /** The group that a position belongs to. */
    groupAt: (position: number): number => placeAt(Math.max(0, position), places).group,
    toggle(key: string, index: number): void {
      const others = chosen
        .filter((group) => group.key !== key)
        .map(({ key: other, index: at }) => ({ key: other, index: at }));
      setOpen({ question, groups: others.length < chosen.length ? others : [...others, { key, index }] });
    },
  };
}
