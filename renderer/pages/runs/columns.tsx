import type { Run } from '#shared/domain/run.ts';
import type { Column } from '../../components/data-table/types.ts';
import type { Field } from './fields.ts';
import { NameCell, RunCell } from './run-cell.tsx';

const name: Column<Run> = {
  id: 'name',
  title: 'Run',
  width: 260,
  pinned: true,
  sort: 'asc',
  cell: (run) => <NameCell run={run} />,
};

/** The chosen fields as columns, in the order of choice, behind the name. Fields that no run has are left out. */
export function columnsOf(fields: readonly Field[], chosen: readonly string[]): Column<Run>[] {
  const known = new Map(fields.map((field) => [field.id, field]));
  const columns = chosen.flatMap((id) => {
    const field = known.get(id);
    if (!field) return [];
    const { title, help, width, align, sort } = field;
    const column: Column<Run> = { id, title, width, sort, cell: (run) => <RunCell run={run} field={id} /> };
    return [{ ...column, ...(align ? { align } : {}), ...(help ? { help } : {}) }];
  });
  return [name, ...columns];
}
