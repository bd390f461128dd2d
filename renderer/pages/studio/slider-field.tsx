import { Slider } from '@mantine/core';
import { settleDraft } from './draft-store.ts';
import { NumberField } from './number-field.tsx';

type Props = {
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
  decimals: number;
  suffix?: string;
  disabled?: boolean;
  onChange(value: number): void;
};

/** A number that can be dragged, typed or stepped by keys; both controls show the same value. */
export function SliderField(props: Props) {
  const { label, value, min, max, step, disabled = false, onChange } = props;
  return (
    <div className="studio-slider">
      <span className="studio-slider-label" aria-hidden>
        {label}
      </span>
      <Slider
        size="sm"
        thumbSize={18}
        label={null}
        thumbLabel={label}
        value={value}
        min={min}
        max={max}
        step={step}
        disabled={disabled}
        onChange={onChange}
        onChangeEnd={settleDraft}
      />
      <NumberField {...props} hidesLabel />
    </div>
  );
}
