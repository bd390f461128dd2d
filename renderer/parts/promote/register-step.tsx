import { useState } from 'react';
import { Autocomplete, Button } from '@mantine/core';
import { ModelName, type ModelVersion, type RegisteredModel } from '#shared/domain/model-version.ts';
import type { Kind } from '#shared/domain/kind.ts';
import type { Run } from '#shared/domain/run.ts';
import { useKind } from '../../core/kind.ts';
import { useFocusWhen } from '../../core/use-focus-when.ts';
import { useCommand } from '../../core/use-command.ts';
import { RunName } from '../run-name.tsx';
import { usualModel } from '../use-models.ts';
import { closePromote } from './promote-store.ts';

type Props = {
  run: Pick<Run, 'id' | 'number' | 'name'>;
  models: readonly RegisteredModel[];
  onRegistered(version: ModelVersion): void;
};

/** What a model is called where there is none yet. */
const firstNames: Record<Kind, string> = {
  recommender: 'collaborative_filtering',
  query_performance: 'query_performance',
};

/** The number that the next version of a model gets. */
const nextVersion = (model: RegisteredModel | undefined) =>
  1 + Math.max(0, ...(model?.versions ?? []).map(({ version }) => version));

/** First a run becomes a version of a model: a name that applications ask for, whatever run is behind it. */
export function RegisterStep({ run, models, onRegistered }: Props) {
  const [name, setName] = useState(usualModel(models, null)?.name ?? firstNames[useKind()]);
  const { mutate, isPending, error } = useCommand('models.register', ['models.list', 'models.history']);
  const button = useFocusWhen<HTMLButtonElement>(true);
  const parsed = ModelName.safeParse(name);
  const next = nextVersion(models.find((model) => model.name === parsed.data));
  const submit = () => parsed.success && mutate({ run: run.id, model: parsed.data }, { onSuccess: onRegistered });
  return (
    <form
      className="promote"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className="promote-what">
        <RunName run={run} link={false} />
      </p>
      <Autocomplete
        label="Model"
        description={`Applications ask for this name. The run becomes its version ${next}, and its bundle is written and tried.`}
        size="xs"
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        data={models.map((model) => model.name)}
        value={name}
        onChange={setName}
        maxLength={80}
        error={parsed.success ? undefined : parsed.error.issues[0]?.message}
      />
      <p className="bad promote-error" role="alert">
        {error?.message}
      </p>
      <div className="promote-foot">
        <Button variant="default" onClick={closePromote}>
          Cancel
        </Button>
        <Button type="submit" loading={isPending} disabled={!parsed.success} ref={button}>
          Register v{next} and check its gates
        </Button>
      </div>
    </form>
  );
}
