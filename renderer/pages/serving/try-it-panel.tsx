import { useState } from 'react';
import { Button, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import type { ServingStatus } from '#shared/domain/serving.ts';
import { Failure } from '../../components/failure.tsx';
import { Panel } from '../../components/panel.tsx';
import type { InputOf } from '../../core/calls.ts';
import { useCommand } from '../../core/use-command.ts';
import { useSampleUser } from './use-sample-user.ts';
import type { ServingSearch, TriedSlots } from './serving-search.ts';
import { TriedAnswers } from './tried-answers.tsx';

type Props = {
  status: ServingStatus;
  /** Whether the API serves the model in view. */
  isServed: boolean;
  /** The run of the live version; undefined where it is not on this computer. */
  run: string | undefined;
  search: ServingSearch;
  onChange(part: ServingSearch): void;
};

/** Real requests to the API, with what it takes to send them again from elsewhere. */
export function TryItPanel({ status, isServed, run, search, onChange }: Props) {
  const isUp = status.state === 'running' && isServed;
  return (
    <Panel title="Try it">
      {isUp ? (
        <Console key={status.model} status={status} run={run} search={search} onChange={onChange} />
      ) : (
        <p className="muted">
          {status.state === 'running'
            ? 'The API serves another model.'
            : 'Start the API to ask it for recommendations.'}
        </p>
      )}
    </Panel>
  );
}

const longest = 100;

function Console({ status, run, search, onChange }: Omit<Props, 'isServed'>) {
  const hasCandidate = status.versions.some(({ slot }) => slot === 'candidate');
  const sample = useSampleUser(search.user === undefined ? run : undefined);
  const [typed, setTyped] = useState<string | null>(null);
  const [k, setK] = useState(search.k ?? 10);
  const slot: TriedSlots = hasCandidate ? (search.slot ?? 'live') : 'live';
  const user = typed ?? search.user ?? sample ?? '';
  const ask = useCommand('serving.tryIt', ['serving.status']);
  const submit = () => {
    onChange({ user: user.trim(), k, slot });
    ask.mutate({ user: user.trim(), limit: k, slots: slotsOf(slot) });
  };
  return (
    <div className="try">
      <form
        className="try-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (user.trim() !== '') submit();
        }}
      >
        <TextInput
          label="User"
          placeholder="An id, such as u017"
          maxLength={128}
          value={user}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <NumberInput
          label="K"
          className="try-k"
          min={1}
          max={longest}
          clampBehavior="strict"
          allowDecimal={false}
          value={k}
          onChange={(value) => setK(Number(value) || 1)}
        />
        <SegmentedControl
          aria-label="Which version answers"
          data={[
            { value: 'live', label: 'Live' },
            { value: 'candidate', label: 'Candidate', disabled: !hasCandidate },
            { value: 'both', label: 'Both', disabled: !hasCandidate },
          ]}
          value={slot}
          onChange={(value) => onChange({ slot: value as TriedSlots })}
        />
        <Button
          type="submit"
          loading={ask.isPending}
          disabled={user.trim() === ''}
          leftSection={<IconSend size={14} aria-hidden />}
        >
          Ask
        </Button>
      </form>
      {ask.error && <Failure compact error={ask.error} context={`asking the API for ${user}`} onRetry={submit} />}
      {ask.data && ask.variables && <TriedAnswers answers={ask.data.answers} user={ask.variables.user} />}
    </div>
  );
}

const slotsOf = (slot: TriedSlots): NonNullable<InputOf<'serving.tryIt'>['slots']> =>
  slot === 'both' ? ['live', 'candidate'] : [slot];
