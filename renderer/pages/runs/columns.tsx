import type { Column } from '../../components/data-table/types.ts';
import { DeltaCell } from './delta-cell.tsx';
import type { ColumnLook } from './fields.ts';
import { GroupCell } from './group-cell.tsx';
import { NameCell } from './name-cell.tsx';
import { RunCell } from './run-cell.tsx';
import type { RunsRow } from './runs-row.ts';
import type { Spread } from './runs-search.ts';

type Options = { spread: Spread; isGrouped: boolean; onToggle(key: string, index: number): void };

/** Pixels that ± and its figure take. */
const spreadWidth = 76;

/** The chosen fields as columns, in their order, behind the name. */
export function columnsOf(chosen: readonly ColumnLook[], options: Options): Column<RunsRow>[] {
  const columns = chosen.map(({ id, kind, title, help, align, sort, width: least }): Column<RunsRow> => {
    const width = least + (options.isGrouped && (kind === 'metric' || kind === 'delta') ? spreadWidth : 0);
    const column: Column<RunsRow> = { id, title, width, cell: (row) => <Cell row={row} field={id} {...options} /> };
    return { ...column, ...(sort && { sort }), ...(align && { align }), ...(help && { help }) };
  });
  return [nameColumn(options), ...columns];
}

const nameColumn = ({ onToggle }: Options): Column<RunsRow> => ({
  id: 'name',
  title: 'Run',
  width: 340,
  pinned: true,
  sort: 'asc',
  cell: (row) => <NameCell row={row} onToggle={onToggle} />,
});

function Cell({ row, field, spread }: { row: RunsRow; field: string } & Options) {
  if (row.kind === 'group') return <GroupCell row={row} field={field} spread={spread} />;
  if (field.startsWith('delta.')) return <DeltaCell row={row} metric={field.slice('delta.'.length)} spread={spread} />;
  return <RunCell run={row.run} field={field} />;
}
