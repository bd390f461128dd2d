import { Button } from '@mantine/core';
import type { Dataset } from '#shared/domain/dataset.ts';
import { useCommand } from '../../../core/use-command.ts';
import { notifyFailure } from '../../../parts/notify.tsx';
import { useDatasetSteps } from '../creating/use-dataset-steps.ts';

/** What the core calls the dataset that is read from it. */
const datasetName = 'demo-feed';

/** Starts the Postgres that comes along, for people who have none at hand. */
export function DemoButton({ onMade }: { onMade(dataset: Dataset): void }) {
  const { mutate, isPending } = useCommand('demo.postgres', ['datasets.', 'connections.']);
  const steps = useDatasetSteps();
  const stage = steps.get(datasetName)?.stage ?? 'Starting the server';
  return (
    <span className="demo">
      <Button
        variant="default"
        loading={isPending}
        title="A real server in the data folder with 60,000 made-up interactions; it ends with Kindred"
        onClick={() =>
          mutate(
            {},
            {
              onSuccess: ({ dataset }) => onMade(dataset),
              onError: (error) => notifyFailure('The Postgres that comes along was not started', error),
            },
          )
        }
      >
        Start the Postgres that comes along
      </Button>
      <output className="muted small">{isPending ? `${stage} …` : ''}</output>
    </span>
  );
}
