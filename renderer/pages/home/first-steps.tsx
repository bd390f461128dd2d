import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Dataset } from '#shared/domain/dataset.ts';
import type { Run } from '#shared/domain/run.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { useFirstFocus } from '../../core/use-first-focus.ts';
import { useStored } from '../../core/stored-state.ts';
import { useModels, versionOf } from '../../parts/use-models.ts';
import { useTrainBaselines } from '../../parts/use-train-baselines.ts';
import { firstSteps } from './first-steps.ts';

type Props = { datasets: readonly Dataset[]; runs: readonly Run[] };

const useDismissed = () => useStored('first-steps-dismissed', false);

/** Brings the steps back for who has put them away. */
export function FirstStepsAgain({ datasets, runs }: Props) {
  const [dismissed, setDismissed] = useDismissed();
  if (!dismissed || !firstSteps(datasets, runs)) return null;
  return (
    <Button variant="subtle" onClick={() => setDismissed(false)}>
      First steps
    </Button>
  );
}

/** Four steps, each the real thing; goes away by itself or by its cross. */
export function FirstSteps({ datasets, runs }: Props) {
  const [dismissed, setDismissed] = useDismissed();
  const baselines = useTrainBaselines();
  const first = useFirstFocus<HTMLButtonElement>();
  const live = (useModels().data ?? []).flatMap((model) => versionOf(model, 'live') ?? [])[0];
  const steps = firstSteps(datasets, runs, live ? `${live.model} v${live.version}` : null);
  if (dismissed || !steps) return null;
  const [a, b] = steps.pair;
  const actions: Record<typeof steps.next, ReactNode> = {
    train: (
      <>
        <Button ref={first} size="sm" loading={baselines.isPending} onClick={() => baselines.mutate(steps.dataset)}>
          Train two baselines
        </Button>
        <LinkButton to="/studio" search={{ from: steps.dataset }} variant="default" size="sm">
          Look at its groups
        </LinkButton>
      </>
    ),
    wait: (
      <LinkButton to="/runs" variant="default" size="sm">
        Watch them train
      </LinkButton>
    ),
    compare: (
      <LinkButton to="/compare" search={{ runs: [a ?? '', b ?? ''] }} size="sm">
        Compare the two
      </LinkButton>
    ),
    serving: (
      <>
        <LinkButton to="/serving" size="sm">
          See what it answers
        </LinkButton>
        <LinkButton to="/data" search={{ connection: 'new' }} variant="default" size="sm">
          Connect Postgres
        </LinkButton>
      </>
    ),
  };
  return (
    <Panel className="steps">
      <div className="steps-row">
        <ol className="steps-list" aria-label="First steps">
          {steps.list.map(({ title, done, current }) => (
            <li key={title} data-done={done || undefined} {...(current ? { 'aria-current': 'step' as const } : {})}>
              {done ? <IconCircleCheckFilled size={17} aria-label="Done:" /> : <IconCircle size={17} aria-hidden />}
              {title}
            </li>
          ))}
        </ol>
        <div className="steps-action">
          {actions[steps.next]}
          <Tooltip label="Put away">
            <ActionIcon aria-label="Put the first steps away" onClick={() => setDismissed(true)}>
              <IconX size={15} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </div>
      </div>
      <p className="muted">{steps.words}</p>
    </Panel>
  );
}
