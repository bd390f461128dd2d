import { useMemo } from 'react';
import { columnSizingFeature, tableFeatures, useTable, type ColumnDef, type Row } from '@tanstack/react-table';
import type { Column } from './types.ts';

const features = tableFeatures({ columnSizingFeature });
type Features = typeof features;
export type TableRowModel<T extends object> = Row<Features, T>;

const toDef = <T extends object>(column: Column<T>): ColumnDef<Features, T> => ({
  id: column.id,
  size: column.width,
  header: column.id,
  cell: ({ row }) => column.cell(row.original),
});

/** The rows in view and their cells, in the table library's model; order and filter are whoever's gives the rows. */
export function useRowModels<T extends object>(columns: readonly Column<T>[], rows: T[], rowId: (row: T) => string) {
  const defs = useMemo(() => columns.map((column) => toDef(column)), [columns]);
  const table = useTable({ features, columns: defs, data: rows, getRowId: (row) => rowId(row) });
  const models = table.getRowModel().rowsById;
  return {
    widths: table.getAllLeafColumns().map((column) => ({ id: column.id, width: column.getSize() })),
    modelOf: (row: T): TableRowModel<T> | undefined => models[rowId(row)],
  };
}
