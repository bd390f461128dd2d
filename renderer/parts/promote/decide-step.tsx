import { useState } from 'react';
import { Button, Switch, Textarea, TextInput } from '@mantine/core';
import { OverrideReason, type ModelVersion } from '#shared/domain/model-version.ts';
import type { ServingStatus } from '#shared/domain/serving.ts';
import { Answer } from '../../components/answer.tsx';
import { useCall } from '../../core/use-call.ts';
import { useFocusWhen } from '../../core/use-focus-when.ts';
import { followsModel } from '../follow-registry.ts';
import { evidenceWords } from '../evidence-words.ts';
import { GateList } from '../gate-list.tsx';
import { RunName } from '../run-name.tsx';
import { Conditions, usualConditions } from './conditions.tsx';
import { closePromote } from './promote-store.ts';
import type { usePromote } from './use-promote.ts';

type Props = { version: ModelVersion; live: ModelVersion | undefined; promote: ReturnType<typeof usePromote> };

/** What the gates found, and the decision: against a gate only with a reason. */
export function DecideStep({ version, live, promote }: Props) {
  const [conditions, setConditions] = useState(usualConditions);
  const [note, setNote] = useState('');
  const [reason, setReason] = useState('');
  const [starts, setStarts] = useState(true);
  const ask = { version: version.id, ...conditions };
  // Once decided, the version is live and its gates cannot be asked any more.
  const gates = useCall('models.gates', ask, {
    enabled: promote.isIdle || promote.isError,
    placeholderData: (before) => before,
  });
  const serving = useCall('serving.status', {}).data;
  const failed = gates.data?.gates.filter(({ ok }) => !ok) ?? [];
  const hasReason = OverrideReason.safeParse(reason).success;
  const isReady = gates.data !== undefined && !gates.isPlaceholderData && (failed.length === 0 || hasReason);
  const decide = () =>
    promote.mutate({
      ...ask,
      note: note.trim(),
      ...(failed.length > 0 ? { override_reason: reason } : {}),
      start: starts && !isServed(serving, version),
    });
  const button = useFocusWhen<HTMLButtonElement>(isReady);
  return (
    <form
      className="promote"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) decide();
      }}
    >
      <p className="promote-what">
        <strong>
          {version.model} v{version.version}
        </strong>
        <RunName run={version.run} link={false} />
      </p>
      <p className="muted">
        {live
          ? `Replaces v${live.version} (run ${live.run.number} ${live.run.name}), which is kept for roll back.`
          : 'Nothing is live under this name yet; this is the first.'}
      </p>
      {version.kind === 'recommender' && <Conditions version={version} value={conditions} onChange={setConditions} />}
      <Answer query={gates} what={`the gates of ${version.model_version}`}>
        {(found) => (
          <>
            {found.comparison && <p className="promote-evidence">{evidenceWords(found.comparison, version)}</p>}
            <GateList gates={found.gates} />
          </>
        )}
      </Answer>
      {failed.length > 0 && (
        <Textarea
          label={
            failed.length === 1
              ? 'A gate says no. Why promote it all the same?'
              : 'Gates say no. Why promote it all the same?'
          }
          description="At least 10 characters; the history keeps it."
          autosize
          minRows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <TextInput
        label="Note"
        placeholder="Optional"
        maxLength={20_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <ApiChoice serving={serving} version={version} starts={starts} onStarts={setStarts} />
      <p className="bad promote-error" role="alert">
        {promote.error?.message}
      </p>
      <div className="promote-foot">
        <Button variant="default" onClick={closePromote}>
          Cancel
        </Button>
        <Button type="submit" ref={button} loading={promote.isPending} disabled={!isReady}>
          Promote to live
        </Button>
      </div>
    </form>
  );
}

const isServed = (serving: ServingStatus | undefined, version: ModelVersion): boolean =>
  serving !== undefined && followsModel(serving, version);

type ChoiceProps = {
  serving: ServingStatus | undefined;
  version: ModelVersion;
  starts: boolean;
  onStarts(on: boolean): void;
};

/** What the serving API does about it. */
function ApiChoice({ serving, version, starts, onStarts }: ChoiceProps) {
  if (isServed(serving, version)) {
    return (
      <p className="muted small">The serving API at {serving?.address} switches to it without a failed request.</p>
    );
  }
  const other = serving?.state === 'running' ? serving.model : null;
  return (
    <Switch
      label={other === null ? 'Start the serving API with it' : `Serve it instead of ${other}`}
      checked={starts}
      onChange={(event) => onStarts(event.currentTarget.checked)}
    />
  );
}
