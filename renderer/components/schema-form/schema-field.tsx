import { NativeSelect, NumberInput, Switch, TextInput } from '@mantine/core';
import { helpText, rangeFault, type FormField, type Json } from './form-fields.ts';
import { JsonField } from './json-field.tsx';

type Props = { field: FormField; value: Json | undefined; onChange(value: Json | undefined): void };

/** One property as the control that fits it; undefined is the schema's own default. */
export function SchemaField({ field, value, onChange }: Props) {
  const { name, kind, help, usual, options, min, max } = field;
  const label = <code>{name}</code>;
  switch (kind) {
    case 'integer':
    case 'number':
      return (
        <NumberInput
          label={label}
          description={helpText(field)}
          error={rangeFault(field, value)}
          value={typeof value === 'number' ? value : ''}
          placeholder={plainText(usual, 'none')}
          allowDecimal={kind === 'number'}
          {...(min === undefined ? {} : { min })}
          {...(max === undefined ? {} : { max })}
          clampBehavior="none"
          onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
        />
      );
    case 'choice':
      return (
        <NativeSelect
          label={label}
          description={help}
          data={usual === undefined ? [{ value: '', label: 'not set' }, ...options] : options}
          value={plainText(value ?? usual, '')}
          onChange={(event) => onChange(event.currentTarget.value || undefined)}
        />
      );
    case 'flag':
      return (
        <Switch
          label={label}
          description={help}
          checked={(value ?? usual ?? false) === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'text':
      return (
        <TextInput
          label={label}
          description={help}
          value={typeof value === 'string' ? value : ''}
          placeholder={typeof usual === 'string' ? usual : ''}
          onChange={(event) => onChange(event.currentTarget.value || undefined)}
        />
      );
    case 'json':
      return <JsonField label={label} help={help} value={value} onChange={onChange} />;
  }
}

const plainText = (value: Json | undefined, none: string): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : none;
