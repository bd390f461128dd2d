import { useState } from 'react';
import { Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import type { Field } from './fields.ts';

type Props = {
  fields: readonly Field[];
  chosen: readonly string[];
  isUsual: boolean;
  /** Undefined for the usual columns. */
  onChange(columns: string[] | undefined): void;
};

const kinds = [
  { kind: 'metric', title: 'Metrics' },
  { kind: 'param', title: 'Parameters' },
  { kind: 'fact', title: 'Facts' },
] as const;

/** Which columns the table shows: searched by name, in three kinds. */
export function ColumnPicker({ fields, chosen, isUsual, onChange }: Props) {
  const [typed, setTyped] = useState('');
  const found = fields.filter((field) => `${field.id} ${field.title}`.toLowerCase().includes(typed.toLowerCase()));
  const toggle = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <Popover position="bottom-end" width={280} withArrow shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={15} aria-hidden />}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns" className="column-picker">
        <TextInput
          aria-label="Find a column"
          placeholder="Find a metric or parameter"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
        />
        <div className="column-list">
          {kinds.map(({ kind, title }) => {
            const group = found.filter((field) => field.kind === kind);
            return group.length === 0 ? null : (
              <fieldset key={kind}>
                <legend>{title}</legend>
                {group.map((field) => (
                  <Checkbox
                    key={field.id}
                    label={field.title}
                    checked={chosen.includes(field.id)}
                    onChange={() => toggle(field.id)}
                  />
                ))}
              </fieldset>
            );
          })}
          {found.length === 0 && <p className="muted small">No column is called that.</p>}
        </div>
        <Button variant="subtle" size="compact-xs" disabled={isUsual} onClick={() => onChange(undefined)}>
          Usual columns
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
