import { Button } from '@mantine/core';
import type { Dataset } from '#shared/domain/dataset.ts';
import { useDeleteDataset } from '../../parts/use-dataset-actions.ts';

/** Takes a version out of the lists; it can be brought back for 30 days. */
export function DeleteDataset({ dataset }: { dataset: Dataset }) {
  const remove = useDeleteDataset();
  return (
    <Button variant="subtle" color="gray" size="compact-xs" onClick={() => void remove(dataset)}>
      Delete
    </Button>
  );
}
