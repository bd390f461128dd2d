import { ActionIcon, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Kind } from '#shared/domain/kind.ts';
import { Panel } from '../../components/panel.tsx';
import { helpText, type FormField } from '../../components/schema-form/form-fields.ts';
import { firstValues, variedFault, type SweepForm } from './sweep-form.ts';

const methods: { value: SweepForm['method']; label: string; help: string }[] = [
  { value: 'none', label: 'None: one setting', help: 'The parameters above, once for each seed.' },
  { value: 'grid', label: 'Grid', help: 'Every combination of the values.' },
  { value: 'random', label: 'Random', help: 'Settings drawn from the values or ranges, by the seed.' },
  {
    value: 'halving',
    label: 'Successive halving',
    help: 'Many settings on a part of the training data; the best of them go on, the last on all of it.',
  },
];

/** What decides unless another metric is named. */
const usualMetrics: Record<Kind, { name: string; text: string }> = {
  recommender: { name: 'ndcg@10', text: 'nDCG@10' },
  query_performance: { name: 'mae_ms', text: 'the mean absolute error' },
};

/** Successive halving trains recommenders on shares of their interactions. */
const methodsOf = (kind: Kind) => methods.filter(({ value }) => kind === 'recommender' || value !== 'halving');

type Props = { kind: Kind; sweep: SweepForm; fields: readonly FormField[]; onChange(sweep: SweepForm): void };

/** One run, or a search over some of the parameters. */
export function SweepPanel({ kind, sweep, fields, onChange }: Props) {
  const { method, over } = sweep;
  const set = (part: Partial<SweepForm>) => onChange({ ...sweep, ...part });
  const free = fields.filter((field) => field.kind !== 'json' && !over.some(({ name }) => name === field.name));
  const add = (name: string) => {
    const field = fields.find((known) => known.name === name);
    if (field) set({ over: [...over, { name, text: firstValues(field) }] });
  };
  return (
    <Panel title="Search over parameters">
      <div className="train-four">
        <NativeSelect
          label="Method"
          description={methods.find(({ value }) => value === method)?.help}
          data={methodsOf(kind).map(({ value, label }) => ({ value, label }))}
          value={method}
          onChange={(event) => {
            const chosen = methods.find(({ value }) => value === event.currentTarget.value);
            if (chosen) set({ method: chosen.value });
          }}
        />
        {method !== 'none' && <SweepNumbers kind={kind} sweep={sweep} set={set} />}
      </div>
      {method !== 'none' && (
        <div className="train-over">
          {over.map((each, at) => {
            const field = fields.find(({ name }) => name === each.name);
            const help = field ? helpText(field) : '';
            return (
              <div key={each.name} className="train-varied">
                <TextInput
                  label={<code>{each.name}</code>}
                  description={help}
                  error={variedFault(each, method)}
                  value={each.text}
                  onChange={(event) => {
                    const text = event.currentTarget.value;
                    set({ over: over.map((old, place) => (place === at ? { ...old, text } : old)) });
                  }}
                />
                <ActionIcon
                  aria-label={`Do not vary ${each.name}`}
                  onClick={() => set({ over: over.filter((_, place) => place !== at) })}
                >
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              </div>
            );
          })}
          <NativeSelect
            label={over.length === 0 ? 'Vary a parameter' : 'Vary another parameter'}
            value=""
            data={[
              { value: '', label: over.length === 0 ? 'Choose one…' : 'Choose…' },
              ...free.map(({ name }) => name),
            ]}
            onChange={(event) => add(event.currentTarget.value)}
          />
        </div>
      )}
    </Panel>
  );
}

function SweepNumbers({
  kind,
  sweep: { method, trials, eta, minShare, metric },
  set,
}: {
  kind: Kind;
  sweep: SweepForm;
  set(part: Partial<SweepForm>): void;
}) {
  return (
    <>
      {method !== 'grid' && (
        <NumberInput
          label="Trials"
          description="Settings that are tried, 1 to 500"
          min={1}
          max={500}
          allowDecimal={false}
          value={trials}
          onChange={(next) => typeof next === 'number' && set({ trials: next })}
        />
      )}
      {method === 'halving' && (
        <>
          <NumberInput
            label="Reduction factor"
            description="One of so many trials goes on, 2 to 10"
            min={2}
            max={10}
            allowDecimal={false}
            value={eta}
            onChange={(next) => typeof next === 'number' && set({ eta: next })}
          />
          <NumberInput
            label="Least share of data"
            description="Of the training part, in the first rung, 0.01 to 1"
            min={0.01}
            max={1}
            step={0.05}
            value={minShare}
            onChange={(next) => typeof next === 'number' && set({ minShare: next })}
          />
        </>
      )}
      <TextInput
        label="Decided by"
        description={`A metric; ${usualMetrics[kind].text} unless said`}
        placeholder={usualMetrics[kind].name}
        value={metric}
        onChange={(event) => set({ metric: event.currentTarget.value })}
      />
    </>
  );
}
