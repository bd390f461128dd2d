import { Choice } from '../../../components/choice.tsx';
import type { Field } from '../fields.ts';

type Props = { label: string; fields: readonly Field[]; value: string; onChange(id: string): void };

/** Which column stands on an axis. One that these runs do not have is still named. */
export function AxisChoice({ label, fields, value, onChange }: Props) {
  const options = fields.map(({ id, title }) => ({ value: id, label: title }));
  const known = options.some((option) => option.value === value);
  return (
    <Choice
      label={label}
      value={value}
      options={known ? options : [{ value, label: value }, ...options]}
      onChange={onChange}
    />
  );
}

/** Columns that have values to draw. */
export const drawable = (fields: readonly Field[]): Field[] =>
  fields.filter(({ id, kind }) => kind !== 'delta' && id !== 'note' && id !== 'created_at');

export const titleOf = (fields: readonly Field[], id: string): string =>
  fields.find((field) => field.id === id)?.title ?? id.replace(/^\w+\./, '');
