import { NumberInput, TextInput } from '@mantine/core';

type Named = { seed: number; seeds: number; name: string; experiment: string };
type Props = {
  form: Named;
  /** Where the runs go unless an experiment is named. */
  experiment: string;
  onChange(part: Partial<Named>): void;
};

/** How often a run is repeated, and what it and its experiment are called. */
export function RepeatFields({ form, experiment, onChange }: Props) {
  return (
    <div className="train-four">
      <NumberInput
        label="Seed"
        description="Of everything random in the run"
        min={0}
        allowDecimal={false}
        value={form.seed}
        onChange={(seed) => typeof seed === 'number' && onChange({ seed })}
      />
      <NumberInput
        label="Runs"
        description="With seed, seed + 1, …"
        min={1}
        max={100}
        allowDecimal={false}
        value={form.seeds}
        onChange={(seeds) => typeof seeds === 'number' && onChange({ seeds })}
      />
      <TextInput
        label="Name"
        description="Made from the algorithm unless given"
        value={form.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        label="Experiment"
        description="Keeps runs of one question together"
        placeholder={experiment}
        value={form.experiment}
        onChange={(event) => onChange({ experiment: event.currentTarget.value })}
      />
    </div>
  );
}
