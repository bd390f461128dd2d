import { Select } from '@mantine/core';
import { useKind } from '../core/kind.ts';
import { useCall } from '../core/use-call.ts';
import './run-picker.css';

type Props = {
  label: string;
  value: string | undefined;
  /** Runs that were brought along from the table; offered first. */
  others?: readonly string[];
  onChange(run: string): void;
  /** Where the run is not needed: takes it back. */
  onClear?(): void;
  placeholder?: string;
};

/** Chooses a run by number, name, algorithm or dataset, the newest first. */
export function RunPicker({ label, value, others = [], onChange, onClear, placeholder = 'Choose a run' }: Props) {
  const runs = useCall('runs.list', { kind: useKind(), limit: 200 }).data?.runs ?? [];
  const chosen = useCall('runs.show', { run: value ?? '' }, { enabled: value !== undefined }).data;
  const known = chosen && !runs.some((run) => run.id === chosen.id) ? [chosen, ...runs] : runs;
  const options = known
    .toSorted((a, b) => Number(others.includes(b.id)) - Number(others.includes(a.id)))
    .map((run) => ({
      value: run.id,
      label: `${run.number} ${run.name} · ${run.dataset.name} v${run.dataset.version}`,
    }));
  return (
    <label className="run-picker">
      <span className="run-letter" aria-hidden>
        {label}
      </span>
      <Select
        aria-label={`Run ${label}`}
        placeholder={placeholder}
        data={options}
        value={chosen?.id ?? value ?? null}
        onChange={(id) => (id ? onChange(id) : onClear?.())}
        searchable
        allowDeselect={false}
        clearable={onClear !== undefined}
        clearButtonProps={{ 'aria-label': `Without run ${label}` }}
        limit={60}
        nothingFoundMessage="No run is called that"
        w={270}
      />
    </label>
  );
}
