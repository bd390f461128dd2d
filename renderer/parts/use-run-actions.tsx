import { useCallback } from 'react';
import type { Run } from '#shared/domain/run.ts';
import { useCommand } from '../core/use-command.ts';
import { recordStep } from '../core/undo.ts';
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
  const archive = useArchive();
  const restore = useRestoreRuns();
  return useCallback(
    async (runs: readonly Pick<Run, 'id'>[]) => {
      if (!(await archive(runs))) return;
      const count = plural(runs.length, 'run');
      const undo = () => void restore(runs);
      recordStep({ title: `archive ${count}`, undo, redo: () => void archive(runs) });
      notifyUndo(`${count} archived`, undo);
    },
    [archive, restore],
  );
}

function useArchive() {
  const { mutateAsync: archive } = useCommand('runs.delete', runCalls);
  return useCallback(
    async (runs: readonly Pick<Run, 'id'>[]): Promise<boolean> => {
      try {
        await Promise.all(runs.map((run) => archive({ run: run.id })));
        return true;
      } catch (error) {
        notifyFailure('Not everything was archived', error);
        return false;
      }
    },
    [archive],
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
