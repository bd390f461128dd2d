import { useState } from 'react';
import { KindredError } from '#shared/api/errors.ts';
import type { Dataset } from '#shared/domain/dataset.ts';
import { Panel } from '../../../components/panel.tsx';
import type { Json } from '../../../components/schema-form/form-fields.ts';
import { useCommand } from '../../../core/use-command.ts';
import { recipeWeighting, usualWeighting } from './chosen-weighting.ts';
import { CreateForm } from './create-form.tsx';
import { WeightingFields } from './weighting-fields.tsx';

type Props = {
  source: string;
  options: Record<string, Json>;
  /** Types that were seen in the data. */
  types: readonly string[];
  suggested: string;
  /** Nothing is missing above. */
  isReady: boolean;
  onMade(dataset: Dataset): void;
};

/** The last step: weights, a name, and the making of the version with its progress. */
export function CreatePanel({ source, options, types, suggested, isReady, onMade }: Props) {
  const [weighting, setWeighting] = useState(usualWeighting);
  const create = useCommand('datasets.create', ['datasets.']);
  return (
    <Panel title="Version">
      <CreateForm
        suggested={suggested}
        isReady={isReady}
        command={create}
        onCreate={(name) =>
          create.mutate({ name, recipe: { source, options, ...recipeWeighting(weighting) } }, { onSuccess: onMade })
        }
      >
        <WeightingFields
          types={[...types, ...unknownType(create.error)]}
          weighting={weighting}
          onChange={setWeighting}
        />
      </CreateForm>
    </Panel>
  );
}

/** A type that has no weight yet, as the core names it. */
function unknownType(error: Error | null): string[] {
  const details = error instanceof KindredError ? error.details : null;
  const type = typeof details === 'object' && details !== null && 'type' in details ? details.type : null;
  return typeof type === 'string' ? [type] : [];
}
