import { useState } from 'react';
import { Button, Modal, NumberInput, Switch, TextInput } from '@mantine/core';
import { RetrainSettings, usualCron, type RetrainPlan } from '#shared/domain/retraining.ts';
import { useCommand } from '../../core/use-command.ts';

type Props = { model: string; plan: RetrainPlan | undefined; opened: boolean; onClose(): void };

/** When a model is trained again, who is told, and how much worse it may become. */
export function RetrainPlanForm({ model, plan, opened, onClose }: Props) {
  const save = useCommand('retraining.save', ['retraining.']);
  const close = () => {
    save.reset();
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title={`Retraining of ${model}`}>
      <Form
        key={plan?.changed_at}
        plan={plan}
        error={save.error?.message}
        isBusy={save.isPending}
        onCancel={close}
        onSave={(settings) => save.mutate({ model, ...settings }, { onSuccess: close })}
      />
    </Modal>
  );
}

type FormProps = {
  plan: RetrainPlan | undefined;
  error: string | undefined;
  isBusy: boolean;
  onCancel(): void;
  onSave(settings: RetrainSettings): void;
};

function Form({ plan, error, isBusy, onCancel, onSave }: FormProps) {
  const [enabled, setEnabled] = useState(plan?.enabled ?? true);
  const [cron, setCron] = useState(plan?.cron ?? usualCron);
  const [webhook, setWebhook] = useState(plan?.webhook ?? '');
  const [drop, setDrop] = useState((plan?.max_drop ?? 0.1) * 100);
  const [complaint, setComplaint] = useState<string | null>(null);
  const submit = () => {
    const parsed = RetrainSettings.safeParse({
      cron,
      enabled,
      webhook: webhook.trim() === '' ? null : webhook.trim(),
      max_drop: drop / 100,
    });
    setComplaint(
      parsed.success ? null : `${parsed.error.issues[0]!.path.join('.')} ${parsed.error.issues[0]!.message}`,
    );
    if (parsed.success) onSave(parsed.data);
  };
  return (
    <form
      className="key-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className="muted">
        The live version is trained again as it was, on what its source has by then. Where the gates say yes it becomes
        the candidate.
      </p>
      <Switch
        label="By schedule, while Kindred is open"
        checked={enabled}
        onChange={(event) => setEnabled(event.currentTarget.checked)}
      />
      <TextInput
        label="Schedule (UTC)"
        description="Minute, hour, day of the month, month, day of the week"
        data-autofocus
        required
        maxLength={100}
        value={cron}
        onChange={(event) => setCron(event.currentTarget.value)}
      />
      <NumberInput
        label="Newer data may cost at most, in % of the metric"
        description="On newer data no two users can be compared; each version has its own held-out part"
        min={0}
        max={100}
        value={drop}
        onChange={(value) => setDrop(Number(value) || 0)}
      />
      <TextInput
        label="Webhook"
        description="Optional; gets a POST when it failed, was kept back, was skipped or gave a candidate"
        placeholder="https://example.org/hook"
        maxLength={2000}
        value={webhook}
        onChange={(event) => setWebhook(event.currentTarget.value)}
      />
      <p className="bad" role="alert">
        {complaint ?? error}
      </p>
      <div className="promote-foot">
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" loading={isBusy}>
          Save the schedule
        </Button>
      </div>
    </form>
  );
}
