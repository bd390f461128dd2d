import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconCalendarRepeat, IconRotateClockwise } from '@tabler/icons-react';
import type { RetrainPlan } from '#shared/domain/retraining.ts';
import type { RegisteredModel } from '#shared/domain/model-version.ts';
import { Answer } from '../../components/answer.tsx';
import { Panel } from '../../components/panel.tsx';
import { useCall } from '../../core/use-call.ts';
import { useCommand } from '../../core/use-command.ts';
import { notifyFailure } from '../../parts/notify.tsx';
import { formatShortTime, formatTime } from '../../text/time.ts';
import { RetrainPlanForm } from './retrain-plan-form.tsx';
import { RetrainHistory } from './retrain-history.tsx';

/** What is live, trained again on newer data: when, how it went, and now. */
export function RetrainingPanel({ model }: { model: RegisteredModel }) {
  const plans = useCall('retraining.plans', {});
  const history = useCall('retraining.history', { model: model.name });
  const [isPlanning, setPlanning] = useState(false);
  const run = useCommand('retraining.run', ['retraining.']);
  const plan = plans.data?.find((each) => each.model === model.name);
  const isUnderWay = history.data?.[0]?.outcome === 'running';
  const isLive = model.aliases['live'] !== undefined;
  const start = () =>
    run.mutate({ model: model.name }, { onError: (error) => notifyFailure('Retraining did not begin', error) });
  return (
    <Panel
      title="Retraining"
      flush
      aside={
        <>
          <Button
            size="compact-xs"
            variant="default"
            disabled={!plans.data}
            leftSection={<IconCalendarRepeat size={13} aria-hidden />}
            onClick={() => setPlanning(true)}
          >
            Schedule…
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            loading={run.isPending || isUnderWay}
            disabled={!isLive}
            leftSection={<IconRotateClockwise size={13} aria-hidden />}
            onClick={start}
          >
            Retrain now
          </Button>
        </>
      }
    >
      <PlanLine plan={plan} />
      <Answer query={history} what={`how ${model.name} was trained again`}>
        {(all) => (all.length === 0 ? null : <RetrainHistory all={all} />)}
      </Answer>
      {plans.data && (
        <RetrainPlanForm model={model.name} plan={plan} opened={isPlanning} onClose={() => setPlanning(false)} />
      )}
    </Panel>
  );
}

function PlanLine({ plan }: { plan: RetrainPlan | undefined }) {
  if (!plan?.enabled || plan.next_at === null) {
    return (
      <p className="muted retrain-plan">
        {plan ? 'The schedule is switched off.' : 'No schedule.'} A new version becomes the candidate; nothing goes live
        by itself.
      </p>
    );
  }
  return (
    <p className="retrain-plan">
      <span>
        Next{' '}
        <time dateTime={new Date(plan.next_at).toISOString()} title={formatTime(plan.next_at)}>
          {formatShortTime(plan.next_at)}
        </time>
      </span>
      <span className="muted small">
        <code>{plan.cron}</code> in UTC, while Kindred is open
        {plan.webhook !== null && `; alerts go to ${new URL(plan.webhook).host}`}
      </span>
    </p>
  );
}
