import { NativeSelect } from '@mantine/core';
import './choice.css';

type Option<T extends string> = { value: T; label: string; disabled?: boolean };
type Props<T extends string> = {
  label: string;
  value: T;
  options: readonly Option<T>[];
  onChange(value: T): void;
};

/** One of a few, with its label in the same line; for toolbars. */
export function Choice<T extends string>({ label, value, options, onChange }: Props<T>) {
  return (
    <label className="choice">
      <span className="muted small">{label}</span>
      <NativeSelect
        size="xs"
        value={value}
        data={[...options]}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value);
          if (chosen) onChange(chosen.value);
        }}
      />
    </label>
  );
}
