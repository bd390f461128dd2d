import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { IconPlayerPlay } from '@tabler/icons-react';
import { Panel } from '../../../components/panel.tsx';
import { useCommand } from '../../../core/use-command.ts';
import { plural } from '../../../text/plural.ts';
import { queryRequestOf, type QueryForm } from './query-form.ts';

/** Starts what the form says and goes to the table of runs. */
export function StartQueryRuns({ form }: { form: QueryForm }) {
  const navigate = useNavigate();
  const start = useCommand('performance.train', ['runs.', 'experiments.', 'performance.datasets']);
  const request = queryRequestOf(form);
  const begin = () =>
    request &&
    start.mutate(request, {
      onSuccess: ({ runs }) => void navigate({ to: '/runs', search: { sel: runs.slice(0, 2).map(({ id }) => id) } }),
    });
  return (
    <Panel title="Start">
      <p className="muted small">On this machine, in the background. No database is asked.</p>
      <p className="train-problem bad" role="alert">
        {start.error?.message}
      </p>
      <Button
        fullWidth
        size="sm"
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        disabled={!request}
        loading={start.isPending}
        onClick={begin}
      >
        {form.seeds === 1 ? 'Start the run' : `Start ${plural(form.seeds, 'run')}`}
      </Button>
    </Panel>
  );
}
