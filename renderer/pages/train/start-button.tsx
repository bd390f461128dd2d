import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';

type Props = {
  /** Why nothing can be started, or was not. */
  problem: Error | null;
  isPending: boolean;
  /** Null while there is nothing to start. */
  onStart: (() => void) | null;
  children: ReactNode;
};

/** Starts training, under what speaks against it. */
export function StartButton({ problem, isPending, onStart, children }: Props) {
  return (
    <>
      <p className="train-problem bad" role="alert">
        {problem?.message}
      </p>
      <Button
        fullWidth
        size="sm"
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        disabled={onStart === null}
        loading={isPending}
        onClick={() => onStart?.()}
      >
        {children}
      </Button>
    </>
  );
}
