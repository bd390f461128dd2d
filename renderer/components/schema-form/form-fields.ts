/** Any value that JSON has. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** What a form needs to know of one property of a JSON Schema. */
export type FormField = {
  name: string;
  kind: 'integer' | 'number' | 'choice' | 'flag' | 'text' | 'json';
  help: string;
  /** Said by the schema; undefined where the property may be left out. */
  usual: Json | undefined;
  options: string[];
  min: number | undefined;
  max: number | undefined;
};

type Schema = Record<string, unknown>;

const record = (value: unknown): Schema => (typeof value === 'object' && value !== null ? (value as Schema) : {});
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A nullable property is an alternative of its type and null; the form leaves it empty for null. */
function plain(schema: Schema): Schema {
  const alternatives = Array.isArray(schema['anyOf']) ? schema['anyOf'].map(record) : [];
  const [only, ...more] = alternatives.filter((alternative) => alternative['type'] !== 'null');
  return only && more.length === 0 ? { ...schema, ...only } : schema;
}

function kindOf(schema: Schema): FormField['kind'] {
  if (Array.isArray(schema['enum'])) return 'choice';
  const kinds = { integer: 'integer', number: 'number', boolean: 'flag', string: 'text' } as const;
  return kinds[text(schema['type']) as keyof typeof kinds] ?? 'json';
}

/** The properties of an object schema, in its order. */
export function formFields(schema: Schema): FormField[] {
  return Object.entries(record(schema['properties'])).map(([name, property]) => {
    const found = plain(record(property));
    return {
      name,
      kind: kindOf(found),
      help: text(found['description']),
      usual: found['default'] as Json | undefined,
      options: Array.isArray(found['enum']) ? found['enum'].map(String) : [],
      min: number(found['minimum']) ?? number(found['exclusiveMinimum']),
      max: number(found['maximum']) ?? number(found['exclusiveMaximum']),
    };
  });
}

/** Bounds beyond this say "as large as you like" and are not worth words. */
const largestSaid = 1e8;
const figures = new Intl.NumberFormat(undefined, { maximumFractionDigits: 6 });

/** What is wrong with a number, in words; null where nothing is, or where no number was typed. */
export function rangeFault(field: Pick<FormField, 'min' | 'max'>, value: Json | undefined): string | null {
  if (typeof value !== 'number') return null;
  const isOutside = value < (field.min ?? -Infinity) || value > (field.max ?? Infinity);
  return isOutside ? `This is outside ${rangeText(field)}` : null;
}

/** What the field is about and its bounds, which stay on one line. */
export const helpText = (field: FormField): string =>
  [field.help, rangeText(field).replaceAll(' ', '\u00a0')].filter(Boolean).join('. ');

/** "1 to 10,000", "0 or more"; nothing where there are no bounds. */
export function rangeText({ min, max }: Pick<FormField, 'min' | 'max'>): string {
  const top = max === undefined || max >= largestSaid ? undefined : max;
  if (min !== undefined && top !== undefined) return `${figures.format(min)} to ${figures.format(top)}`;
  if (min !== undefined) return `${figures.format(min)} or more`;
  return top === undefined ? '' : `at most ${figures.format(top)}`;
}
