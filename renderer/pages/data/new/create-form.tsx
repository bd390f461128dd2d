import { useState, type ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { KindredError } from '#shared/api/errors.ts';
import { After } from '../../../components/after.tsx';
import { Creating } from '../creating/creating.tsx';
import { useDatasetSteps } from '../creating/use-dataset-steps.ts';

type Props = {
  suggested: string;
  /** Nothing is missing above. */
  isReady: boolean;
  command: { isPending: boolean; error: Error | null };
  onCreate(name: string): void;
  children?: ReactNode;
};

/** The last step of a new version: its name, and the making of it with its progress. */
export function CreateForm({ suggested, isReady, command: { isPending, error }, onCreate, children }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const steps = useDatasetSteps();
  const name = (typed ?? suggested).trim();
  const canCreate = isReady && name !== '' && !isPending;
  return (
    <form
      className="create-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (canCreate) onCreate(name);
      }}
    >
      {children}
      <div className="create-line">
        <TextInput
          label="Name"
          description="A name that exists gets a new version"
          required
          maxLength={100}
          value={typed ?? suggested}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" loading={isPending} disabled={!canCreate}>
          Create the dataset
        </Button>
        {!isReady && (
          <After delay={600}>
            <p className="muted small create-why">Something above is missing or wrong; it is marked there.</p>
          </After>
        )}
      </div>
      {isPending && <Creating name={name} step={steps.get(name)} />}
      <Ended error={error} />
    </form>
  );
}

function Ended({ error }: { error: Error | null }) {
  const isCancelled = error instanceof KindredError && error.code === 'cancelled';
  return (
    <p className={`create-error ${isCancelled ? 'muted' : 'bad'}`} role="alert">
      {error?.message}
    </p>
  );
}
