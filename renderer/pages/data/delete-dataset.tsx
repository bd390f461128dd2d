import { useState } from 'react';
import { Button, Modal } from '@mantine/core';
import type { Dataset } from '#shared/domain/dataset.ts';
import { useCommand } from '../../core/use-command.ts';

/** Deletes a version for good, after asking; the core refuses while runs use it, and says so here. */
export function DeleteDataset({ dataset }: { dataset: Dataset }) {
  const [isOpen, setOpen] = useState(false);
  const { mutate, error, isPending, reset } = useCommand('datasets.delete', ['datasets.']);
  const close = () => {
    setOpen(false);
    reset();
  };
  const named = `${dataset.name} v${dataset.version}`;
  return (
    <>
      <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setOpen(true)}>
        Delete…
      </Button>
      <Modal opened={isOpen} onClose={close} title={`Delete ${named}?`}>
        <p>
          Its interactions are deleted from this machine. The recipe can make them again where the source still exists.
        </p>
        <p className="bad" role="alert">
          {error?.message}
        </p>
        <div className="dialog-foot">
          <Button variant="default" onClick={close} data-autofocus>
            Keep it
          </Button>
          <Button color="red" loading={isPending} onClick={() => mutate({ dataset: dataset.id }, { onSuccess: close })}>
            Delete
          </Button>
        </div>
      </Modal>
    </>
  );
}
