import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { Dataset } from '#shared/domain/dataset.ts';
import { splitKinds, splitOptions, usualKind } from '../../parts/split-kinds.ts';
import { readCutoffs, type TrainForm } from './train-form.ts';

type Props = { form: TrainForm; dataset: Dataset | undefined; onChange(part: Partial<TrainForm>): void };

/** What is held out, what it is ranked against, and at which list lengths. */
export function EvaluationFields({ form, dataset, onChange }: Props) {
  const usual = dataset?.has_times ? 'by time' : 'random by user';
  const kind = form.split === 'usual' ? usualKind(dataset ?? { has_times: false, given: 'none' }) : form.split;
  const hasNegatives = dataset?.given === 'test+negatives';
  return (
    <div className="train-four">
      <NativeSelect
        label="Held-out part"
        description={splitKinds.find((split) => split.kind === kind)?.help}
        data={[{ value: 'usual', label: `Usual (${usual})` }, ...splitOptions(dataset)]}
        value={form.split}
        onChange={(event) => {
          const chosen = splitKinds.find((split) => split.kind === event.currentTarget.value);
          onChange({ split: chosen?.kind ?? 'usual' });
        }}
      />
      <NumberInput
        label="Share held out"
        description="Between 0 and 1"
        min={0.01}
        max={0.99}
        step={0.05}
        disabled={kind !== 'temporal' && kind !== 'random'}
        value={form.testShare}
        onChange={(testShare) => typeof testShare === 'number' && onChange({ testShare })}
      />
      <NumberInput
        label="Share for validation"
        description="Of the training part; 0 for none"
        min={0}
        max={0.9}
        step={0.05}
        value={form.validation}
        onChange={(validation) => typeof validation === 'number' && onChange({ validation })}
      />
      <div>
        <NativeSelect
          label="Ranked against"
          description={
            form.candidates === 'sampled' ? 'Not comparable with full ranking' : 'What each held-out item competes with'
          }
          data={[
            { value: 'all', label: 'The whole catalogue' },
            {
              value: 'given',
              label: hasNegatives ? 'Negatives of the data' : 'Negatives of the data — it has none',
              disabled: !hasNegatives,
            },
            { value: 'sampled', label: 'Sampled negatives' },
          ]}
          value={form.candidates}
          onChange={(event) => {
            const { value } = event.currentTarget;
            onChange({ candidates: value === 'given' || value === 'sampled' ? value : 'all' });
          }}
        />
        {form.candidates === 'sampled' && (
          <NumberInput
            mt={6}
            aria-label="Sampled negatives a user"
            min={1}
            max={999_999}
            allowDecimal={false}
            value={form.sampled}
            onChange={(sampled) => typeof sampled === 'number' && onChange({ sampled })}
          />
        )}
      </div>
      <TextInput
        label="List lengths K"
        description="Separated by commas"
        value={form.ks}
        error={readCutoffs(form.ks) ? null : 'Whole numbers from 1 to 1,000, such as 5, 10, 20'}
        onChange={(event) => onChange({ ks: event.currentTarget.value })}
      />
    </div>
  );
}
