import { NumberInput } from '@mantine/core';
import { settleDraft } from './draft-store.ts';

type Props = {
  label: string;
  value: number;
  min: number;
  max: number;
  step?: number;
  /** Digits behind the point. */
  decimals?: number;
  hidesLabel?: boolean;
  description?: string;
  suffix?: string;
  disabled?: boolean;
  onChange(value: number): void;
};

/** A number of the recipe: typed, or with the arrow keys; leaving the field ends the step. */
export function NumberField({
  label,
  hidesLabel = false,
  decimals = 0,
  onChange,
  description,
  suffix,
  ...bounds
}: Props) {
  return (
    <NumberInput
      {...bounds}
      {...(hidesLabel ? { 'aria-label': label } : { label })}
      {...(description === undefined ? {} : { description })}
      {...(suffix === undefined ? {} : { suffix })}
      decimalScale={decimals}
      allowDecimal={decimals > 0}
      hideControls={hidesLabel}
      clampBehavior="blur"
      onChange={(next) => typeof next === 'number' && onChange(next)}
      onBlur={settleDraft}
    />
  );
}
