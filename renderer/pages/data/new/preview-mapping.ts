import type { Preview } from '#shared/domain/connection.ts';
import type { ColumnRole, Mapping } from './roles.ts';

/** The column of each role, as a preview has recognised it. */
export function mappingOf({ columns }: Pick<Preview, 'columns'>): Mapping {
  const columnOf = (role: ColumnRole) => columns.find((column) => column.role === role)?.name ?? null;
  return {
    user: columnOf('user'),
    item: columnOf('item'),
    type: columnOf('type'),
    weight: columnOf('weight'),
    time: columnOf('time'),
  };
}
