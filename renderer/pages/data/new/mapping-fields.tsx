import { NativeSelect } from '@mantine/core';
import { columnRoles, roleText, type ColumnRole, type Mapping } from './roles.ts';

type Props = {
  columns: readonly { name: string; type?: string }[];
  mapping: Mapping;
  disabled?: boolean;
  /** An empty name is "there is none". */
  onChange(role: ColumnRole, column: string): void;
};

/** As Postgres also calls them; the long names are cut in a narrow field. */
const shortTypes: Record<string, string> = {
  'timestamp with time zone': 'timestamptz',
  'timestamp without time zone': 'timestamp',
  'character varying': 'varchar',
  'double precision': 'float8',
};

/** Which column is what; user and item have to be there. */
export function MappingFields({ columns, mapping, disabled = false, onChange }: Props) {
  return (
    <div className="mapping">
      {columnRoles.map((role) => {
        const { label, help, isNeeded } = roleText[role];
        return (
          <NativeSelect
            key={role}
            label={label}
            description={help}
            required={isNeeded}
            disabled={disabled}
            error={isNeeded && !mapping[role] && !disabled ? 'Choose its column' : null}
            data={[
              { value: '', label: isNeeded ? 'Choose…' : 'None' },
              ...columns.map(({ name, type }) => ({
                value: name,
                label: type ? `${name} (${shortTypes[type] ?? type})` : name,
              })),
            ]}
            value={mapping[role] ?? ''}
            onChange={(event) => onChange(role, event.currentTarget.value)}
          />
        );
      })}
    </div>
  );
}
