import { useCallback } from 'react';
import type { Dataset } from '#shared/domain/dataset.ts';
import { useCommand } from '../core/use-command.ts';
import { recordStep } from '../core/undo.ts';
import { notifyFailure, notifyUndo } from './notify.tsx';

/** Not what is asked of one dataset: of one that is deleted there is no answer. */
const lists = ['datasets.list', 'datasets.deleted'];

type Named = Pick<Dataset, 'id' | 'name' | 'version'>;

/** Deletes a version and offers to undo it for ten seconds; the list of deleted ones has it for 30 days. The core refuses while runs use it. */
export function useDeleteDataset() {
  const { mutateAsync: remove } = useCommand('datasets.delete', lists);
  const restore = useRestoreDataset();
  return useCallback(
    async (dataset: Named) => {
      const named = `${dataset.name} v${dataset.version}`;
      const perform = async (): Promise<boolean> => {
        try {
          await remove({ dataset: dataset.id });
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
    [remove, restore],
  );
}

/** Brings a deleted version back. */
export function useRestoreDataset() {
  const { mutateAsync: restore } = useCommand('datasets.restore', lists);
  return useCallback(
    async (dataset: Named) => {
      try {
        await restore({ dataset: dataset.id });
      } catch (error) {
        notifyFailure(`${dataset.name} v${dataset.version} was not brought back`, error);
      }
    },
    [restore],
  );
}
