import { useNavigate } from '@tanstack/react-router';
import { useMutation } from '@tanstack/react-query';
import { ask } from '../core/calls.ts';
import { useKindred } from '../core/kindred.tsx';
import { baselineRequests } from './baselines.ts';
import { notifyFailure } from './notify.tsx';

/** Starts both baselines on a dataset and goes to the table of runs with both selected. */
export function useTrainBaselines() {
  const { client } = useKindred();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (dataset: string) => {
      const started = [];
      for (const request of baselineRequests(dataset)) started.push(await ask(client, 'runs.start', request));
      return started.flatMap((answer) => answer.runs.map((run) => run.id));
    },
    onSuccess: (sel) => navigate({ to: '/runs', search: { sel } }),
    onError: (error) => notifyFailure('The baselines were not started', error),
  });
}
