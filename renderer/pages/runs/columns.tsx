import { checkWidth } from '../../components/data-table/pinned-offsets.ts';
import type { Column } from '../../components/data-table/types.ts';
import { DeltaCell } from './delta-cell.tsx';
import { columnWidth, type ColumnLook } from './fields.ts';
import { GroupCell } from './group-cell.tsx';
import { NameCell } from './name-cell.tsx';
import { RunCell } from './run-cell.tsx';
import type { RunsRow } from './runs-row.ts';
import type { Spread } from './runs-search.ts';

type Options = { spread: Spread; isGrouped: boolean; onToggle(key: string, index: number): void };

/** Pixels of the name, which has what the other columns leave as well. */
const nameWidth = 252;

/** What the other columns have in a table that is so many pixels wide; the name keeps a fifth of a wide one, for its tags. */
export const roomIn = (pixels: number): number => pixels - checkWidth - Math.max(nameWidth, Math.floor(pixels / 5));

/** The chosen fields as columns, in their order, behind the name. */
export function columnsOf(chosen: readonly ColumnLook[], options: Options): Column<RunsRow>[] {
  const columns = chosen.map((look): Column<RunsRow> => {
    const { id, title, help, align, sort } = look;
    const width = columnWidth(look, options.isGrouped);
    const column: Column<RunsRow> = { id, title, width, cell: (row) => <Cell row={row} field={id} {...options} /> };
    return { ...column, ...(sort && { sort }), ...(align && { align }), ...(help && { help }) };
  });
  return [nameColumn(options), ...columns];
}

const nameColumn = ({ onToggle }: Options): Column<RunsRow> => ({
  id: 'name',
  title: 'Run',
  width: nameWidth,
  grows: true,
  pinned: true,
  sort: 'asc',
  cell: (row) => <NameCell row={row} onToggle={onToggle} />,
});

function Cell({ row, field, spread }: { row: RunsRow; field: string } & Options) {
  if (row.kind === 'group') return <GroupCell row={row} field={field} spread={spread} />;
  if (field.startsWith('delta.')) return <DeltaCell row={row} metric={field.slice('delta.'.length)} spread={spread} />;
  return <RunCell run={row.run} field={field} />;
}
