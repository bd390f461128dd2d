import { Answer } from '../../../components/answer.tsx';
import { formFields, type Json } from '../../../components/schema-form/form-fields.ts';
import { SchemaField } from '../../../components/schema-form/schema-field.tsx';
import '../../../components/schema-form/schema-form.css';
import { useCall } from '../../../core/use-call.ts';

type Options = Record<string, Json>;

const namesOf = {
  pg_stat_statements: ['looks', 'every', 'min_calls', 'limit'],
  table: ['limit'],
} as const;

type Props = { from: keyof typeof namesOf; options: Options; onChange(options: Options): void };

/** How often, how long and how much is looked at; from the schema of the source. */
export function SamplingFields({ from, options, onChange }: Props) {
  const source = useCall('performance.source', {});
  return (
    <Answer query={source} what="the options of sampling">
      {({ schema }) => (
        <div className="schema-form">
          {formFields(schema)
            .filter(({ name }) => (namesOf[from] as readonly string[]).includes(name))
            .map((field) => (
              <SchemaField
                key={field.name}
                field={field}
                value={options[field.name]}
                onChange={(value) => onChange(withOption(options, field.name, value))}
              />
            ))}
        </div>
      )}
    </Answer>
  );
}

/** The options after a change; undefined takes one back. */
export function withOption(options: Options, name: string, value: Json | undefined): Options {
  const { [name]: _, ...others } = options;
  return value === undefined ? others : { ...others, [name]: value };
}
