import { useState } from 'react';
import { useCommand } from '../../core/use-command.ts';
import { useEvent } from '../../core/use-event.ts';
import { notifyFailure } from '../../parts/notify.tsx';

/** Makes the six-groups dataset, or finds the one that is there; says how far it is. */
export function useOpenSample() {
  const [progress, setProgress] = useState<string | null>(null);
  const { mutate, isPending } = useCommand('datasets.openSample', ['datasets.']);
  useEvent((event) => {
    if (event.type !== 'dataset.progress' || !isPending) return;
    const share = event.total > 0 ? ` ${Math.floor((100 * event.done) / event.total)} %` : '';
    setProgress(`${event.stage}${share}`);
  });
  const open = () =>
    mutate(
      {},
      {
        onError: (error) => notifyFailure('The sample was not made', error),
        onSettled: () => setProgress(null),
      },
    );
  return { open, isPending, progress };
}
