import { useState } from 'react';
import { Button, Checkbox, Popover, Switch, TextInput } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import type { Field } from './fields.ts';

type Props = {
  fields: readonly Field[];
  chosen: readonly string[];
  isUsual: boolean;
  /** Ready-made choices. */
  sets: readonly { name: string; ids: string[] }[];
  onlyDiffering: boolean;
  /** How many of the chosen columns the filtered runs differ in. */
  differing: number;
  onOnlyDiffering(on: boolean): void;
  /** Undefined for the usual columns. */
  onChange(columns: string[] | undefined): void;
};

const kinds = [
  { kind: 'metric', title: 'Metrics' },
  { kind: 'param', title: 'Parameters' },
  { kind: 'delta', title: 'Difference from the baseline' },
  { kind: 'tag', title: 'Tags' },
  { kind: 'fact', title: 'Facts' },
] as const;

/** Which columns the table shows: searched by name, in three kinds. */
export function ColumnPicker(props: Props) {
  const { fields, chosen, isUsual, sets, onlyDiffering, differing, onOnlyDiffering, onChange } = props;
  const [typed, setTyped] = useState('');
  const found = fields.filter((field) => `${field.id} ${field.title}`.toLowerCase().includes(typed.toLowerCase()));
  const toggle = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <>
      <Popover position="bottom-end" width={300} withArrow shadow="md" trapFocus>
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
          <div className="column-sets">
            <Button variant="light" size="compact-xs" disabled={isUsual} onClick={() => onChange(undefined)}>
              Usual
            </Button>
            {sets.map(({ name, ids }) => (
              <Button key={name} variant="light" size="compact-xs" onClick={() => onChange(ids)}>
                {name}
              </Button>
            ))}
          </div>
        </Popover.Dropdown>
      </Popover>
      <Switch
        label={`Only differing (${differing} of ${chosen.length})`}
        checked={onlyDiffering}
        onChange={(event) => onOnlyDiffering(event.currentTarget.checked)}
      />
    </>
  );
}
