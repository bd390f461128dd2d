import { useCallback, useMemo, useRef } from 'react';
import { Switch } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconPlus } from '@tabler/icons-react';
import type { Run } from '#shared/domain/run.ts';
import { Bones } from '../../components/bones.tsx';
import { DataTable } from '../../components/data-table/data-table.tsx';
import type { TableHandle } from '../../components/data-table/types.ts';
import { Failure } from '../../components/failure.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';
import { useSame } from '../../core/use-same.ts';
import { useArchiveRuns, useRestoreRuns } from '../../parts/use-run-actions.tsx';
import { ColumnPicker } from './column-picker.tsx';
import { columnsOf } from './columns.tsx';
import { fieldsOf, usualFields } from './fields.ts';
import { FilterBox } from './filter-box.tsx';
import { NoRuns } from './no-runs.tsx';
import { useRunsCommands } from './runs-commands.tsx';
import type { RunsSearch } from './runs-search.ts';
import { readSort, sortText } from './sort-text.ts';
import { Tray } from './tray.tsx';
import { useRunPages } from './use-run-pages.ts';
import { useSelection } from './use-selection.ts';
import './runs.css';

/** All runs: filtered, ordered and chosen from; what the reader did stands in the address. */
export function RunsPage() {
  const search = useSearch({ from: '/runs' });
  const navigate = useNavigate({ from: '/runs' });
  const change = useCallback(
    (part: Partial<Record<keyof RunsSearch, unknown>>) =>
      void navigate({ search: (now) => ({ ...now, ...part }) as RunsSearch, replace: true }),
    [navigate],
  );

  const pages = useRunPages({
    filter: search.filter ?? '',
    order_by: search.order ?? 'created_at desc',
    deleted: search.archived ?? false,
  });
  const select = useCallback((sel: string[] | undefined) => change({ sel }), [change]);
  const selection = useSelection(search.sel, pages.loaded, select);
  const { fields, chosen, columns } = useColumns(pages.loaded, search.cols);

  const field = useRef<HTMLInputElement>(null);
  const table = useRef<TableHandle<Run>>(null);
  const open = useCallback((run: Run) => void navigate({ to: '/runs/$run', params: { run: run.id } }), [navigate]);
  const compare = useCallback(() => {
    if (selection.ids.size > 1) void navigate({ to: '/compare', search: { runs: [...selection.ids] } });
  }, [navigate, selection.ids]);
  const archiveRuns = useArchiveRuns();
  const restoreRuns = useRestoreRuns();
  const archive = () => {
    if (selection.runs.length === 0) return;
    void (search.archived ? restoreRuns : archiveRuns)(selection.runs);
    selection.clear();
  };
  useRunsCommands({ table, field, compare, archive, toggle: selection.toggle, clear: selection.clear });

  const filterError = search.filter && pages.error ? pages.error.message : null;
  const hasNone = pages.total === 0 && !search.filter && !pages.error;
  return (
    <Page
      title="Runs"
      fixed
      actions={
        <LinkButton to="/train" leftSection={<IconPlus size={15} aria-hidden />}>
          New run
        </LinkButton>
      }
    >
      <div className="runs-bar">
        <FilterBox
          value={search.filter ?? ''}
          onChange={(filter) => change({ filter: filter || undefined })}
          error={filterError}
          fields={fields}
          field={field}
        />
        <Switch
          label="Archived"
          checked={search.archived ?? false}
          onChange={(event) => change({ archived: event.currentTarget.checked || undefined, sel: undefined })}
        />
        <ColumnPicker fields={fields} chosen={chosen} isUsual={!search.cols} onChange={(cols) => change({ cols })} />
      </div>
      <div className={`runs-table ${pages.isOld ? 'is-old' : ''}`}>
        {pages.total === undefined ? (
          pages.error && !filterError ? (
            <Failure error={pages.error} context="the list of runs" onRetry={pages.retry} />
          ) : (
            <Bones rows={10} />
          )
        ) : hasNone ? (
          <NoRuns archived={search.archived ?? false} />
        ) : (
          <DataTable
            label="Runs"
            columns={columns}
            total={pages.total}
            rowAt={pages.rowAt}
            rowId={(run) => run.id}
            rowName={(run) => `run ${run.number} ${run.name}`}
            onRange={pages.onRange}
            sort={readSort(search.order)}
            onSort={(sort) => change({ order: sortText(sort) })}
            selected={selection.ids}
            onSelect={selection.toggle}
            canSelectMore={!selection.isFull}
            onOpen={open}
            handle={table}
          />
        )}
        {pages.total === 0 && search.filter && !filterError && <p className="runs-none">No run matches this filter.</p>}
      </div>
      {!hasNone && (
        <Tray
          shown={pages.total ?? 0}
          selected={selection.runs}
          archived={search.archived ?? false}
          onDrop={selection.toggle}
          onClear={selection.clear}
          onCompare={compare}
          onArchive={archive}
        />
      )}
    </Page>
  );
}

/** The fields that these runs have, those chosen or usual, and their columns. */
function useColumns(runs: readonly Run[], cols: readonly string[] | undefined) {
  const fields = useSame(fieldsOf(runs));
  const chosen = useSame(cols ?? usualFields(runs));
  const columns = useMemo(() => columnsOf(fields, chosen), [fields, chosen]);
  return { fields, chosen, columns };
}
