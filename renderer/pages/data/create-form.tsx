import { useState } from 'react';
import { Button, NativeSelect, Progress, TextInput } from '@mantine/core';
import type { Dataset, Recipe } from '#shared/domain/dataset.ts';
import { WeightingPreset } from '#shared/domain/weighting.ts';
import type { Json } from '../../components/schema-form/form-fields.ts';
import { SchemaForm } from '../../components/schema-form/schema-form.tsx';
import type { OutputOf } from '../../core/calls.ts';
import { useCommand } from '../../core/use-command.ts';
import { useEvent } from '../../core/use-event.ts';

type Props = { sources: OutputOf<'sources.list'>; start: string; onMade(dataset: Dataset): void };
type Step = { stage: string; done: number; total: number };

/** A source whose address ends in a path on this machine. */
const takesPath = (source: string) => source === 'file';

/** Name, source, its options as its schema says, and the weighting. */
export function CreateForm({ sources, start, onMade }: Props) {
  const [source, setSource] = useState(sources.find(({ name }) => name === start)?.name ?? sources[0]?.name ?? '');
  const [name, setName] = useState('');
  const [path, setPath] = useState('');
  const [preset, setPreset] = useState<Recipe['weighting']['preset'] | null>(null);
  const [options, setOptions] = useState<Record<string, Json>>({});
  const [step, setStep] = useState<Step | null>(null);
  const { mutate, isPending, error } = useCommand('datasets.create', ['datasets.']);
  useEvent((event) => {
    if (event.type === 'dataset.progress' && event.name === name.trim()) setStep(event);
  });
  const chosen = sources.find((known) => known.name === source);
  const isReady = name.trim() !== '' && (!takesPath(source) || path.trim() !== '');
  const create = () =>
    mutate(
      {
        name: name.trim(),
        recipe: {
          source: takesPath(source) ? `${source}:${path.trim()}` : source,
          options,
          ...(preset ? { weighting: { preset } } : {}),
        },
      },
      { onSuccess: onMade, onSettled: () => setStep(null) },
    );
  return (
    <form
      className="create-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) create();
      }}
    >
      <NativeSelect
        label="Source"
        description={chosen?.description}
        data={sources.map((known) => ({ value: known.name, label: known.title }))}
        value={source}
        onChange={(event) => {
          setSource(event.currentTarget.value);
          setOptions({});
        }}
      />
      {takesPath(source) && (
        <TextInput
          label="Path of the file"
          description="On the machine where Kindred runs, from the root: /home/me/ratings.csv.gz"
          required
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
      )}
      <TextInput
        label="Name"
        description="A name that exists gets a new version"
        required
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label="Weighting"
        description="How a type of interaction becomes a number"
        data={[{ value: '', label: 'Usual for the source' }, ...WeightingPreset.options]}
        value={preset ?? ''}
        onChange={(event) => setPreset(WeightingPreset.nullable().catch(null).parse(event.currentTarget.value))}
      />
      {chosen && <SchemaForm key={source} schema={chosen.schema} values={options} onChange={setOptions} />}
      <p className="bad create-error" role="alert">
        {error?.message}
      </p>
      {isPending && step && (
        <div>
          <output className="small">{step.stage}</output>
          <Progress value={step.total > 0 ? (100 * step.done) / step.total : 0} size={6} aria-label={step.stage} />
        </div>
      )}
      <div className="dialog-foot">
        <Button type="submit" loading={isPending} disabled={!isReady}>
          Create the dataset
        </Button>
      </div>
    </form>
  );
}
