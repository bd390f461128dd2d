/** What a column can be, in the order of the fields. */
export const columnRoles = ['user', 'item', 'type', 'weight', 'time'] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** The column of each role; null for none. */
export type Mapping = Record<ColumnRole, string | null>;

export const roleText: Record<ColumnRole, { label: string; help: string; isNeeded: boolean }> = {
  user: { label: 'User', help: 'Who did it', isNeeded: true },
  item: { label: 'Item', help: 'What it was done to', isNeeded: true },
  type: { label: 'Type', help: 'view, click, like, …', isNeeded: false },
  weight: { label: 'Weight', help: 'A rating or a count', isNeeded: false },
  time: { label: 'Time', help: 'When it was done', isNeeded: false },
};

type Row = readonly (string | null)[];

/** Distinct types in some rows, in the order in which they appear. */
export function typesIn(columns: readonly string[], rows: readonly Row[], type: string | null): string[] {
  const at = type === null ? -1 : columns.indexOf(type);
  return at < 0 ? [] : [...new Set(rows.flatMap((row) => (row[at] ? [row[at]] : [])))];
}
