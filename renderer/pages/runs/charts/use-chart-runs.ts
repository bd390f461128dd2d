import type { Kind } from '#shared/domain/kind.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useKindred } from '../../../core/kindred.tsx';
import { useRunSelection } from '../../../core/run-selection.ts';
import { callOptions } from '../../../core/use-call.ts';
import { askedColumns } from '../shown-columns.ts';

/** Runs that a chart draws: the first ones in the table's order. */
export const mostDrawn = 1000;

export type ChartQuery = { kind: Kind; filter: string; order_by: string; deleted: boolean };

/** The filtered runs with the columns that a chart needs, without the hidden ones. */
export function useChartRuns(query: ChartQuery, columns: readonly string[]) {
  const { client } = useKindred();
  const hidden = useRunSelection((selection) => selection.hidden);
  const input = { ...query, columns: askedColumns(columns), limit: mostDrawn };
  const answer = useQuery({ ...callOptions(client, 'runs.list', input), placeholderData: keepPreviousData });
  const all = answer.data?.runs ?? [];
  const runs = hidden.length === 0 ? all : all.filter(({ id }) => !hidden.includes(id));
  return { ...answer, runs, hidden: all.length - runs.length, total: answer.data?.total ?? 0, drawn: all.length };
}
