import { formFields, type Json } from './form-fields.ts';
import { SchemaField } from './schema-field.tsx';
import './schema-form.css';

type Values = Record<string, Json>;
type Props = { schema: Record<string, unknown>; values: Values; onChange(values: Values): void };

/** A form made from a JSON Schema. Only what differs from the schema's defaults becomes a value. */
export function SchemaForm({ schema, values, onChange }: Props) {
  const fields = formFields(schema);
  const set = (name: string, value: Json | undefined) => {
    const { [name]: _, ...others } = values;
    onChange(value === undefined ? others : { ...others, [name]: value });
  };
  return (
    <div className="schema-form">
      {fields.map((field) => (
        <SchemaField
          key={field.name}
          field={field}
          value={values[field.name]}
          onChange={(value) => set(field.name, value)}
        />
      ))}
    </div>
  );
}
