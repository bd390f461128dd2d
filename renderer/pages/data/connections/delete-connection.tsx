import { useState } from 'react';
import { Button, Modal } from '@mantine/core';
import type { Connection } from '#shared/domain/connection.ts';
import { useCommand } from '../../../core/use-command.ts';

/** Forgets a connection and its password, after asking. */
export function DeleteConnection({ connection: { id, name } }: { connection: Connection }) {
  const [isOpen, setOpen] = useState(false);
  const { mutate, error, isPending, reset } = useCommand('connections.delete', ['connections.']);
  const close = () => {
    setOpen(false);
    reset();
  };
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        aria-label={`Delete the connection ${name}`}
        onClick={() => setOpen(true)}
      >
        Delete…
      </Button>
      <Modal opened={isOpen} onClose={close} title={`Delete the connection ${name}?`}>
        <p>
          Its settings and its password are forgotten. Datasets that were read through it stay; they cannot be refreshed
          until there is a connection of this name again.
        </p>
        <p className="bad" role="alert">
          {error?.message}
        </p>
        <div className="dialog-foot">
          <Button variant="default" onClick={close} data-autofocus>
            Keep it
          </Button>
          <Button color="red" loading={isPending} onClick={() => mutate({ connection: id }, { onSuccess: close })}>
            Delete
          </Button>
        </div>
      </Modal>
    </>
  );
}
