import { useCommand } from '../core/use-command.ts';
import { notifyFailure } from './notify.tsx';

/** Starts, stops and restarts the serving API; what does not work is said in the words of the core. */
export function useApiSwitch() {
  const start = useCommand('serving.start', ['serving.']);
  const stop = useCommand('serving.stop', ['serving.']);
  return {
    isBusy: start.isPending || stop.isPending,
    error: start.error ?? stop.error,
    start: (model?: string) =>
      start.mutate(model === undefined ? {} : { model }, {
        onError: (error) => notifyFailure('The serving API was not started', error),
      }),
    stop: () => stop.mutate({}, { onError: (error) => notifyFailure('The serving API was not stopped', error) }),
  };
}
