import { useState, type ReactNode } from 'react';
import { Button, Modal } from '@mantine/core';
import './dialog.css';

type Props<Input> = {
  /** What is done, as a button says it: `Delete`. */
  verb: string;
  /** What it is done to, as it follows the verb: `the connection shop`. */
  thing: string;
  command: {
    mutate(input: Input, then: { onSuccess(): void }): void;
    error: Error | null;
    isPending: boolean;
    reset(): void;
  };
  input: Input;
  /** What is lost and what stays. */
  children: ReactNode;
};

/** Something that cannot be undone: asks first, stays open where it is refused, and says why. */
export function ConfirmButton<Input>({ verb, thing, command, input, children }: Props<Input>) {
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    command.reset();
  };
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        aria-label={`${verb} ${thing}`}
        onClick={() => setOpen(true)}
      >
        {verb}…
      </Button>
      <Modal opened={isOpen} onClose={close} title={`${verb} ${thing}?`}>
        <p>{children}</p>
        <p className="bad" role="alert">
          {command.error?.message}
        </p>
        <div className="dialog-foot">
          <Button variant="default" onClick={close} data-autofocus>
            Keep it
          </Button>
          <Button color="red" loading={command.isPending} onClick={() => command.mutate(input, { onSuccess: close })}>
            {verb}
          </Button>
        </div>
      </Modal>
    </>
  );
}
