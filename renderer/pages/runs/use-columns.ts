import { useMemo } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask } from '../../core/calls.ts';
import { useKind } from '../../core/kind.ts';
import { useKindred } from '../../core/kindred.tsx';
import { callOptions } from '../../core/use-call.ts';
import { useSame } from '../../core/use-same.ts';
import { columnSets, fieldsOf, headlineOf, looksOf, usualFields } from './fields.ts';
import type { RunsSearch } from './runs-search.ts';
import { askedColumns, shownColumns } from './shown-columns.ts';

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
  const chosen = useSame(search.cols ?? usualFields(known));
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
