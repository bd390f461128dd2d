import { Select } from '@mantine/core';
import { useCall } from '../../core/use-call.ts';

type Props = {
  label: string;
  value: string | undefined;
  /** Runs that were brought along from the table; offered first. */
  others?: readonly string[];
  onChange(run: string): void;
};

const newest = { limit: 200 } as const;

/** Chooses a run by number, name, algorithm or dataset, the newest first. */
export function RunPicker({ label, value, others = [], onChange }: Props) {
  const runs = useCall('runs.list', newest).data?.runs ?? [];
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
        placeholder="Choose a run"
        data={options}
        value={chosen?.id ?? value ?? null}
        onChange={(id) => id && onChange(id)}
        searchable
        allowDeselect={false}
        limit={60}
        nothingFoundMessage="No run is called that"
        w={270}
      />
    </label>
  );
}
