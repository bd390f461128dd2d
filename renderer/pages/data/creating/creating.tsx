import { Button, Progress } from '@mantine/core';
import { useCommand } from '../../../core/use-command.ts';
import { shareOfStep, stepText, type DatasetStep } from '../../../parts/dataset-progress.ts';
import { notifyFailure } from '../../../parts/notify.tsx';
import './creating.css';

/** How far the making of a dataset is, and a way to stop it; nothing of it is kept then. */
export function Creating({ name, step }: { name: string; step: DatasetStep | undefined }) {
  const cancel = useCommand('datasets.cancel');
  return (
    <div className="creating">
      <span className="creating-stage">
        {step?.stage ?? 'Starting'} <span className="muted num">{step && stepText(step)}</span>
      </span>
      <Progress value={step ? 100 * shareOfStep(step) : 0} size={6} aria-label={`Progress of ${name}`} />
      <Button
        variant="default"
        size="compact-xs"
        loading={cancel.isPending}
        aria-label={`Cancel making ${name}`}
        onClick={() =>
          cancel.mutate({ name }, { onError: (error) => notifyFailure(`${name} was not cancelled`, error) })
        }
      >
        Cancel
      </Button>
    </div>
  );
}
