import { runSelection, useRunSelection } from '../core/run-selection.ts';
import { selectWithUndo } from '../core/select-with-undo.ts';
import { useCall } from '../core/use-call.ts';
import { usualModel, useModels, versionOf } from './use-models.ts';

/** Id of the run whose model is live: of the model that is served, else of the first with a live version. Null where nothing is live. */
export function useLiveRun(): string | null {
  const served = useCall('serving.status', {}).data;
  const models = useModels().data ?? [];
  const live = versionOf(usualModel(models, served?.model), 'live');
  return live && !live.imported ? live.run.id : null;
}

/** Id of the run that others are held against: the chosen one, else the live one. */
export function useBaseline(): { id: string | null; isLive: boolean } {
  const chosen = useRunSelection(({ baseline }) => baseline);
  const live = useLiveRun();
  return { id: chosen ?? live, isLive: chosen === null || chosen === live };
}

/** Makes a run the baseline; the one that is it already gives way to the live run. Can be taken back. */
export function useToggleBaseline(): (id: string) => void {
  const { id: now } = useBaseline();
  return (id) => selectWithUndo('baseline', () => runSelection.setBaseline(now === id ? null : id));
}
