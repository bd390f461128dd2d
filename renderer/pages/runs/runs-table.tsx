import { useCallback } from 'react';
import { DataTable } from '../../components/data-table/data-table.tsx';
import type { DataTableProps } from '../../components/data-table/types.ts';
import { runSelection, useRunSelection } from '../../core/run-selection.ts';
import type { RunsRow } from './runs-row.ts';

type Props = Omit<DataTableProps<RunsRow>, 'label' | 'rowId' | 'rowName' | 'marked' | 'onHover'>;

const rowId = (row: RunsRow) => row.id;
const rowName = (row: RunsRow) =>
  row.kind === 'run' ? `run ${row.run.number} ${row.run.name}` : `the runs of ${row.group.label}`;

/** The table of runs; the run under the pointer is marked here and in every chart. */
export function RunsTable(props: Props) {
  const hovered = useRunSelection((selection) => selection.hovered);
  const onHover = useCallback((row: RunsRow | null) => runSelection.hover(row?.kind === 'run' ? row.run.id : null), []);
  return <DataTable label="Runs" {...props} rowId={rowId} rowName={rowName} marked={hovered} onHover={onHover} />;
}
