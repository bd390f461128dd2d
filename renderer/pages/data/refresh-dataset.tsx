import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { KindredError } from '#shared/api/errors.ts';
import type { Dataset } from '#shared/domain/dataset.ts';
import { useCommand } from '../../core/use-command.ts';
import { notifyFailure } from '../../parts/notify.tsx';

/** Reads what came since, as a new version; only where the source has told up to where it was read. */
export function RefreshDataset({ dataset, onMade }: { dataset: Dataset; onMade(dataset: Dataset): void }) {
  const { mutate, isPending } = useCommand('datasets.refresh', ['datasets.']);
  const { until } = dataset.recipe.options;
  if (typeof until !== 'string') return null;
  const named = `${dataset.name} v${dataset.version}`;
  const done = (made: Dataset) => {
    if (made.id !== dataset.id) return onMade(made);
    notifications.show({ title: `${named} is up to date`, message: `Nothing came after ${until}.` });
  };
  return (
    <Button
      variant="subtle"
      size="compact-xs"
      loading={isPending}
      title={`Reads what came after ${until} into a new version`}
      onClick={() =>
        mutate(
          { dataset: dataset.id },
          {
            onSuccess: done,
            onError: (error) => {
              const isCancelled = error instanceof KindredError && error.code === 'cancelled';
              if (!isCancelled) notifyFailure(`${named} was not refreshed`, error);
            },
          },
        )
      }
    >
      Refresh
    </Button>
  );
}
