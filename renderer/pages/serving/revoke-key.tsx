import { useState } from 'react';
import { Button, Modal } from '@mantine/core';
import type { ApiKey } from '#shared/domain/api-key.ts';
import { useCommand } from '../../core/use-command.ts';

/** Takes a key back for good, after asking. */
export function RevokeKey({ apiKey: { id, name } }: { apiKey: ApiKey }) {
  const [isOpen, setOpen] = useState(false);
  const { mutate, error, isPending, reset } = useCommand('serving.revokeKey', ['serving.keys']);
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
        aria-label={`Revoke the key ${name}`}
        onClick={() => setOpen(true)}
      >
        Revoke…
      </Button>
      <Modal opened={isOpen} onClose={close} title={`Revoke ${name}?`}>
        <p>Whoever uses it is refused from now on. This cannot be undone; a new key can be made.</p>
        <p className="bad" role="alert">
          {error?.message}
        </p>
        <div className="promote-foot">
          <Button variant="default" onClick={close} data-autofocus>
            Keep it
          </Button>
          <Button color="red" loading={isPending} onClick={() => mutate({ key: id }, { onSuccess: close })}>
            Revoke
          </Button>
        </div>
      </Modal>
    </>
  );
}
