import { NumberInput } from '@mantine/core';
import type { Direction } from '#shared/domain/metric.ts';
import { Choice } from '../../../components/choice.tsx';
import type { StepChoice } from '../../../plots/pick-step.ts';

type Props = { step: StepChoice; direction: Direction; last: number; onChange(step: StepChoice): void };

/** Which step of each history is ringed and read out: best where the metric says what is better, else its lowest or highest. */
export function StepField({ step, direction, last, onChange }: Props) {
  const extremes =
    direction === 'none'
      ? ([
          { value: 'lowest', label: 'lowest' },
          { value: 'highest', label: 'highest' },
        ] as const)
      : ([{ value: 'best', label: direction === 'max' ? 'best (highest)' : 'best (lowest)' }] as const);
  return (
    <span className="choice">
      <Choice<'last' | 'best' | 'lowest' | 'highest' | 'step'>
        label="Step"
        value={typeof step === 'number' ? 'step' : step}
        options={[{ value: 'last', label: 'last' }, ...extremes, { value: 'step', label: 'number …' }]}
        onChange={(value) => onChange(value === 'step' ? last : value)}
      />
      {typeof step === 'number' && (
        <NumberInput
          size="xs"
          aria-label="Number of the step"
          w={76}
          min={0}
          value={step}
          onChange={(typed) => typeof typed === 'number' && onChange(Math.max(0, Math.round(typed)))}
        />
      )}
    </span>
  );
}
