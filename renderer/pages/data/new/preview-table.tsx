import { scrollable } from '../../../components/scrollable.ts';
import { columnRoles, roleText, type Mapping } from './roles.ts';

type Props = {
  columns: readonly string[];
  rows: readonly (readonly (string | null)[])[];
  mapping: Mapping;
};

/** The first rows as they are, each column with what it is taken for. */
export function PreviewTable({ columns, rows, mapping }: Props) {
  const roles = columns.map((column) => columnRoles.find((role) => mapping[role] === column) ?? null);
  return (
    <section className="preview" {...scrollable('First rows')}>
      <table className="plain-table preview-table" aria-label="First rows">
        <thead>
          <tr>
            {columns.map((column, at) => (
              <th key={at} scope="col" data-role={roles[at] ?? undefined}>
                <span className="preview-role">{roles[at] ? roleText[roles[at]].label : 'not read'}</span>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map((_, at) => (
                <td key={at} data-role={roles[at] ?? undefined} title={row[at] ?? ''}>
                  {row[at] ?? <span className="muted">empty</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
