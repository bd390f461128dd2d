import { NativeSelect } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useKind } from '../../core/kind.ts';
import { useCall } from '../../core/use-call.ts';

const newest = { order_by: 'number desc', limit: 30 } as const;

/** Fills the form with the settings of an earlier run. */
export function CopyRun() {
  const navigate = useNavigate();
  const runs = useCall('runs.list', { kind: useKind(), ...newest }).data?.runs ?? [];
  if (runs.length === 0) return null;
  return (
    <NativeSelect
      w={190}
      aria-label="Copy the settings of a run"
      value=""
      data={[
        { value: '', label: 'Copy from a run…' },
        ...runs.map(({ id, number, name }) => ({ value: id, label: `${number} ${name}` })),
      ]}
      onChange={(event) => void navigate({ to: '/train', search: { from: event.currentTarget.value } })}
    />
  );
}
