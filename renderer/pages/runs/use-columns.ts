import { useMemo } from 'react';
import { useViewportSize } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask } from '../../core/calls.ts';
import { useKind } from '../../core/kind.ts';
import { useKindred } from '../../core/kindred.tsx';
import { callOptions } from '../../core/use-call.ts';
import { useSame } from '../../core/use-same.ts';
import { roomIn } from './columns.tsx';
import { columnSets, fieldsOf, headlineOf, looksOf, usualFields } from './fields.ts';
import type { RunsSearch } from './runs-search.ts';
import { askedColumns, shownColumns } from './shown-columns.ts';

/** Pixels left of the page. The inspector on its right is not counted: a table that changes its columns while one looks is worse than one that scrolls. */
const railWidth = 176;

/** What the filtered runs have values of, and the columns that the table draws of it. */
export function useColumns(search: RunsSearch) {
  const { client } = useKindred();
  const kind = useKind();
  const input = { kind, filter: search.filter ?? '', deleted: search.archived ?? false };
  const answer = useQuery({
    ...callOptions(client, 'runs.columns', input),
    // The rows are asked for at the same moment and come first: the core answers one after the other.
    queryFn: () => nextTask().then(() => ask(client, 'runs.columns', input)),
    placeholderData: keepPreviousData,
  });
  const known = useSame(answer.data?.columns ?? []);
  const fields = useMemo(() => fieldsOf(known), [known]);
  const { width } = useViewportSize();
  const room = { pixels: roomIn((width || window.innerWidth) - railWidth), isGrouped: search.group !== undefined };
  const chosen = useSame(search.cols ?? usualFields(known, room));
  const shown = useSame(shownColumns(fields, chosen, search.differ ?? false));
  const looks = useMemo(() => looksOf(fields, shown), [fields, shown]);
  return {
    /** False before the first answer: then it is not known what to ask for. */
    isKnown: answer.data !== undefined || answer.error !== null,
    fields,
    chosen,
    looks: useSame(looks),
    differing: shownColumns(fields, chosen, true).length,
    sets: useMemo(() => columnSets(known), [known]),
    /** The metric that says most, as a column. */
    main: `metrics.${headlineOf(known) ?? 'ndcg@10'}`,
    asked: useMemo(() => askedColumns(shown), [shown]),
  };
}

const nextTask = () => new Promise((resolve) => setTimeout(resolve));
