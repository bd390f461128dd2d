import { useCallback, useMemo, useRef } from 'react';
import { SegmentedControl, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Bones } from '../../components/bones.tsx';
import type { TableHandle } from '../../components/data-table/types.ts';
import { Failure } from '../../components/failure.tsx';
import { Inspector } from '../../components/inspector.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';
import { useKind } from '../../core/kind.ts';
import { useLatest } from '../../core/use-latest.ts';
import { maxSelected, runSelection, useRunSelection } from '../../core/run-selection.ts';
import { RunInspector } from '../../parts/run-inspector.tsx';
import { usePageKind } from '../../shell/tabs/follow-kind.ts';
import { useLiveRun } from '../../parts/use-baseline.ts';
import { liveRuns, useModels } from '../../parts/use-models.ts';
import { formatCount } from '../../text/number.ts';
import { plural } from '../../text/plural.ts';
import { BaselineContext } from './baseline-context.ts';
import { ChartPanel } from './charts/chart-panel.tsx';
import { ColumnPicker } from './column-picker.tsx';
import { columnsOf } from './columns.tsx';
import { ExportButton } from './export-button.tsx';
import { FilterBox } from './filter-box.tsx';
import { FilterChips } from './filter-chips.tsx';
import { GroupChoice } from './group-choice.tsx';
import { NoRuns } from './no-runs.tsx';
import { useRunsCommands } from './runs-commands.tsx';
import type { RunsRow } from './runs-row.ts';
import { charts, type Chart } from './runs-search.ts';
import { RunsTable } from './runs-table.tsx';
import { readSort, sortText } from './sort-text.ts';
import { Tray } from './tray.tsx';
import { useColumns } from './use-columns.ts';
import { useRowDeeds } from './use-row-deeds.ts';
import { useRunsById } from '../../parts/use-runs-by-id.ts';
import { useRunsView } from './use-runs-view.ts';
import { useSelectionAddress } from './use-selection-address.ts';
import { useTableRows } from './use-table-rows.ts';
import { ViewMenu } from './view-menu.tsx';
import './runs.css';

/** Pinned rows that stay in view while the others scroll; more would leave no room. */
const mostFixed = 4;

/** All runs: filtered, ordered, gathered, drawn and chosen from; what the reader did stands in the address. */
export function RunsPage() {
  const { search, change } = useRunsView();
  usePageKind(search.kind);
  useSelectionAddress(search);
  const archived = search.archived ?? false;
  const kind = useKind();
  const query = { kind, filter: search.filter ?? '', order_by: search.order ?? 'created_at desc', deleted: archived };
  const columns = useColumns(search);
  const top = useTopRuns(archived);
  const rows = useTableRows({ ...query, columns: columns.asked, group: search.group, top, enabled: columns.isKnown });
  const toggleGroup = useLatest(rows.toggle);
  const onToggle = useCallback((key: string, index: number) => toggleGroup()(key, index), [toggleGroup]);
  const spread = search.spread ?? 'ci';
  const isGrouped = search.group !== undefined;
  const drawn = useMemo(
    () => columnsOf(columns.looks, { spread, isGrouped, onToggle }),
    [columns.looks, spread, isGrouped, onToggle],
  );
  const selected = useRunSelection((selection) => selection.selected);
  const selectedSet = useMemo(() => new Set(selected), [selected]);
  const deeds = useRowDeeds(archived, onToggle);
  const [baselineRun] = useRunsById(deeds.baseline.id === null ? [] : [deeds.baseline.id]);
  const models = useModels().data;
  const baseline = useMemo(
    () => ({ run: baselineRun ?? null, isLive: deeds.baseline.isLive, live: liveRuns(models ?? []) }),
    [baselineRun, deeds.baseline.isLive, models],
  );
  const chosen = useRunsById(selected);
  const field = useRef<HTMLInputElement>(null);
  const table = useRef<TableHandle<RunsRow>>(null);
  useRunsCommands({
    table,
    field,
    compare: deeds.compare,
    archive: deeds.archive,
    toggle: deeds.toggle,
    clear: () => runSelection.select([]),
    pin: (run) => deeds.pin([run]),
    hide: deeds.hide,
    baseline: deeds.setBaseline,
    edit: (run, what) => openEditor(run.id, what),
  });

  const filterError = search.filter && rows.error ? rows.error.message : null;
  const hasNone = rows.total === 0 && !search.filter && !rows.error;
  const inspected = selected.at(-1);
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
          onChange={(filter) => change('filter', { filter: filter || undefined })}
          error={filterError}
          fields={columns.fields}
          field={field}
        />
        <Switch
          label="Archived"
          checked={archived}
          onChange={(event) => change('archived runs', { archived: event.currentTarget.checked || undefined })}
        />
        <ViewMenu
          search={search}
          columns={columns.chosen}
          onOpen={(name, view) => change(`view ${name}`, { ...blank(search), ...view })}
        />
        <ExportButton
          kind={kind}
          filter={query.filter}
          order={query.order_by}
          archived={archived}
          columns={columns.asked}
        />
      </div>
      <FilterChips
        filter={search.filter ?? ''}
        onChange={(filter) => change('filter', { filter: filter || undefined })}
      />
      <div className="runs-bar">
        <SegmentedControl
          size="xs"
          aria-label="Chart"
          value={search.chart ?? 'table'}
          data={chartNames}
          onChange={(value) => change('chart', { chart: value === 'table' ? undefined : value })}
        />
        <GroupChoice
          fields={columns.fields}
          group={search.group}
          spread={spread}
          onGroup={(group) => change('groups', { group })}
          onSpread={(value) => change('spread', { spread: value === 'ci' ? undefined : value })}
        />
        <ColumnPicker
          fields={columns.fields}
          chosen={columns.chosen}
          isUsual={!search.cols}
          sets={columns.sets}
          onlyDiffering={search.differ ?? false}
          differing={columns.differing}
          onOnlyDiffering={(on) => change('columns', { differ: on || undefined })}
          onChange={(cols) => change('columns', { cols })}
        />
      </div>
      {search.chart && columns.isKnown && !hasNone && (
        <ChartPanel
          chart={search.chart}
          query={query}
          fields={columns.fields}
          search={search}
          main={columns.main}
          onChange={change}
        />
      )}
      <div className={`runs-table ${rows.isOld ? 'is-old' : ''}`}>
        {rows.total === undefined ? (
          filterError ? (
            <p className="runs-none">Nothing is shown, because the filter above cannot be read.</p>
          ) : rows.error ? (
            <Failure error={rows.error} context="the list of runs" onRetry={rows.retry} />
          ) : (
            <Bones rows={10} />
          )
        ) : hasNone ? (
          <NoRuns kind={kind} archived={archived} />
        ) : (
          <BaselineContext value={baseline}>
            <RunsTable
              columns={drawn}
              total={rows.total}
              rowAt={rows.rowAt}
              onRange={rows.onRange}
              sort={readSort(search.order)}
              onSort={(sort) => change('order', { order: sortText(sort) })}
              selected={selectedSet}
              onSelect={deeds.toggle}
              canSelectMore={selected.length < maxSelected}
              onOpen={deeds.open}
              handle={table}
              fixedRows={Math.min(mostFixed, top.length)}
            />
          </BaselineContext>
        )}
        {rows.found === 0 && search.filter && !filterError && <p className="runs-none">No run matches this filter.</p>}
      </div>
      {!hasNone && (
        <Tray
          shown={rows.found === undefined ? null : foundText(rows.found, isGrouped)}
          atTop={top.length}
          selected={chosen}
          archived={archived}
          isBaseline={deeds.baseline.id === inspected}
          onDrop={(run) => runSelection.toggleSelected(run.id)}
          onClear={() => runSelection.select([])}
          onCompare={deeds.compare}
          onArchive={deeds.archive}
          onPin={() => deeds.pin(chosen)}
          onBaseline={() => chosen[0] && deeds.setBaseline(chosen[0])}
        />
      )}
      {inspected !== undefined && (
        <Inspector>
          <RunInspector key={inspected} run={inspected} />
        </Inspector>
      )}
    </Page>
  );
}

const chartTitles: Record<Chart, string> = {
  parallel: 'Parallel',
  scatter: 'Scatter',
  box: 'Box',
  history: 'History',
  importance: 'Importance',
};
const chartNames = [
  { value: 'table', label: 'Table' },
  ...charts.map((value) => ({ value, label: chartTitles[value] })),
];

const foundText = (found: number, isGrouped: boolean): string =>
  isGrouped ? plural(found, 'group') : found === 1 ? '1 run' : `${formatCount(found)} runs`;

/** Every name of an address without a value, so that a view replaces the present one as a whole. */
const blank = (search: object): Record<string, undefined> =>
  Object.fromEntries(Object.keys(search).map((name) => [name, undefined]));

/** The runs at the top: the live one always, then those that the reader pinned. Archived runs have no company. */
function useTopRuns(archived: boolean) {
  const pinned = useRunSelection((selection) => selection.pinned);
  const live = useLiveRun();
  const ids = [...new Set([...(live === null ? [] : [live]), ...pinned])];
  return useRunsById(archived ? [] : ids);
}

/** Presses the row's own control, so that mouse and keyboard open the same field. */
function openEditor(run: string, what: 'tags' | 'note'): void {
  document.querySelector<HTMLElement>(`tr[data-row="${run}"] [data-edit="${what}"]`)?.click();
}
