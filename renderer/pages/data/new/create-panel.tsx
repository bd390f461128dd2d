import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { KindredError } from '#shared/api/errors.ts';
import type { Dataset } from '#shared/domain/dataset.ts';
import { Panel } from '../../../components/panel.tsx';
import type { Json } from '../../../components/schema-form/form-fields.ts';
import { useCommand } from '../../../core/use-command.ts';
import { Creating } from '../creating/creating.tsx';
import { useDatasetSteps } from '../creating/use-dataset-steps.ts';
import { recipeWeighting, usualWeighting } from './chosen-weighting.ts';
import { WeightingFields } from './weighting-fields.tsx';

type Props = {
  source: string;
  options: Record<string, Json>;
  /** Types that were seen in the data. */
  types: readonly string[];
  suggested: string;
  /** Something is still missing above. */
  isReady: boolean;
  onMade(dataset: Dataset): void;
};

/** The last step: weights, a name, and the making of the version with its progress. */
export function CreatePanel({ source, options, types, suggested, isReady, onMade }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const [weighting, setWeighting] = useState(usualWeighting);
  const { mutate, isPending, error } = useCommand('datasets.create', ['datasets.']);
  const steps = useDatasetSteps();
  const name = (typed ?? suggested).trim();
  const step = steps.get(name);
  const canCreate = isReady && name !== '' && !isPending;
  const create = () =>
    mutate({ name, recipe: { source, options, ...recipeWeighting(weighting) } }, { onSuccess: onMade });
  return (
    <Panel title="Version">
      <form
        className="create-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (canCreate) create();
        }}
      >
        <WeightingFields types={[...types, ...unknownType(error)]} weighting={weighting} onChange={setWeighting} />
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
        </div>
        {isPending && <Creating name={name} step={step} />}
        <Ended error={error} />
      </form>
    </Panel>
  );
}

/** A type that has no weight yet, as the core names it. */
function unknownType(error: Error | null): string[] {
  const details = error instanceof KindredError ? error.details : null;
  const type = typeof details === 'object' && details !== null && 'type' in details ? details.type : null;
  return typeof type === 'string' ? [type] : [];
}

function Ended({ error }: { error: Error | null }) {
  const isCancelled = error instanceof KindredError && error.code === 'cancelled';
  return (
    <p className={`create-error ${isCancelled ? 'muted' : 'bad'}`} role="alert">
      {error?.message}
    </p>
  );
}
