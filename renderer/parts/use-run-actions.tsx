import { useCallback } from 'react';
import type { Run } from '#shared/domain/run.ts';
import { useCommand } from '../core/use-command.ts';
import { plural } from '../text/plural.ts';
import { notifyFailure, notifyUndo } from './notify.tsx';

const runCalls = ['runs.', 'experiments.', 'datasets.list'];

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
      notifyUndo(`${plural(runs.length, 'run')} archived`, () => void restore(runs));
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
