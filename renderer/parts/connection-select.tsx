import { Select } from '@mantine/core';
import type { Connection } from '#shared/domain/connection.ts';

type Props = {
  connections: readonly Connection[];
  /** The id of one of them. */
  value: string;
  onChange(id: string): void;
};

/** One of the saved connections. */
export function ConnectionSelect({ connections, value, onChange }: Props) {
  return (
    <Select
      aria-label="Connection"
      size="xs"
      data={connections.map(({ id, name, database, host }) => ({
        value: id,
        label: `${name} — ${database} on ${host}`,
      }))}
      value={value}
      allowDeselect={false}
      onChange={(id) => id !== null && onChange(id)}
    />
  );
}
