import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { QueryDataset } from '#shared/domain/query-dataset.ts';
import { ask } from '../core/calls.ts';
import { useKindred } from '../core/kindred.tsx';
import { notifyFailure } from './notify.tsx';

type Props = { dataset: Pick<QueryDataset, 'id' | 'name'>; variant?: 'default' | 'filled' };

/** Starts every algorithm for query performance as it comes, and goes to the table of runs with all selected. */
export function TrainAllButton({ dataset, variant = 'filled' }: Props) {
  const { client } = useKindred();
  const navigate = useNavigate();
  const start = useMutation({
    mutationFn: async () => {
      const started = [];
      for (const { name: algorithm } of await ask(client, 'performance.algorithms', {})) {
        started.push(await ask(client, 'performance.train', { dataset: dataset.id, algorithm }));
      }
      return started.flatMap(({ runs }) => runs.map(({ id }) => id));
    },
    onSuccess: (sel) => navigate({ to: '/runs', search: { sel } }),
    onError: (error) => notifyFailure('Not every algorithm was started', error),
  });
  return (
    <Button
      variant={variant}
      loading={start.isPending}
      title={`Each algorithm with its usual parameters on ${dataset.name}`}
      onClick={() => start.mutate()}
    >
      Train every algorithm
    </Button>
  );
}
