import { useCallback } from 'react';
import type { DatasetIdentity } from '#shared/domain/dataset.ts';
import { ask } from '../core/calls.ts';
import { useKindred } from '../core/kindred.tsx';
import { recordStep } from '../core/undo.ts';
import { notifyFailure, notifyUndo } from './notify.tsx';

type Named = Pick<DatasetIdentity, 'id' | 'kind' | 'name' | 'version'>;

/** Deletes a version and offers to undo it for ten seconds; the list of deleted ones has it for 30 days. The core refuses while runs use it. */
export function useDeleteDataset() {
  const { client } = useKindred();
  const restore = useRestoreDataset();
  return useCallback(
    async (dataset: Named) => {
      const named = `${dataset.name} v${dataset.version}`;
      const remove = removers[dataset.kind];
      const perform = async (): Promise<boolean> => {
        try {
          await ask(client, remove, { dataset: dataset.id });
          return true;
        } catch (error) {
          notifyFailure(`${named} was not deleted`, error);
          return false;
        }
      };
      if (!(await perform())) return;
      const undo = () => void restore(dataset);
      recordStep({ title: `delete ${named}`, undo, redo: () => void perform() });
      notifyUndo(`${named} deleted`, undo);
    },
    [client, restore],
  );
}

/** Brings a deleted version back. */
export function useRestoreDataset() {
  const { client } = useKindred();
  return useCallback(
    async (dataset: Named) => {
      try {
        await ask(client, restorers[dataset.kind], { dataset: dataset.id });
      } catch (error) {
        notifyFailure(`${dataset.name} v${dataset.version} was not brought back`, error);
      }
    },
    [client],
  );
}

// The lists follow the core's events.
const removers = { recommender: 'datasets.delete', query_performance: 'performance.deleteDataset' } as const;
const restorers = { recommender: 'datasets.restore', query_performance: 'performance.restoreDataset' } as const;
