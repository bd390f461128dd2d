import { useCallback } from 'react';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Run } from '#shared/domain/run.ts';
import { useCommand } from '../core/use-command.ts';
import { plural } from '../text/plural.ts';

const runCalls = ['runs.', 'experiments.', 'datasets.list'];

/** Says that something did not work, in the words of the core. */
export function notifyFailure(title: string, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  notifications.show({ title, message, color: 'red' });
}

export function useStopRun() {
  const stop = useCommand('runs.cancel', ['runs.']);
  return {
    ...stop,
    mutate: (input: { run: string }) =>
      stop.mutate(input, { onError: (error) => notifyFailure('The run was not stopped', error) }),
  };
}

/** Archives runs and offers to undo it for ten seconds; the list of archived runs has them for good. */
export function useArchiveRuns() {
  const { mutateAsync: archive } = useCommand('runs.delete', runCalls);
  const restore = useRestoreRuns();
  return useCallback(
    async (runs: readonly Pick<Run, 'id'>[]) => {
      try {
        await Promise.all(runs.map((run) => archive({ run: run.id })));
      } catch (error) {
        return notifyFailure('Not everything was archived', error);
      }
      const id = notifications.show({
        title: `${plural(runs.length, 'run')} archived`,
        message: (
          <Button
            size="compact-xs"
            variant="light"
            onClick={() => {
              notifications.hide(id);
              void restore(runs);
            }}
          >
            Undo
          </Button>
        ),
      });
    },
    [archive, restore],
  );
}

/** Brings archived runs back. */
export function useRestoreRuns() {
  const { mutateAsync: restore } = useCommand('runs.restore', runCalls);
  return useCallback(
    async (runs: readonly Pick<Run, 'id'>[]) => {
      try {
        await Promise.all(runs.map((run) => restore({ run: run.id })));
      } catch (error) {
        notifyFailure('Not everything was brought back', error);
      }
    },
    [restore],
  );
}
