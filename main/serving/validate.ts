import type { FastifySchemaCompiler } from 'fastify';
import { z } from 'zod';
import { nearest } from '#shared/domain/did-you-mean.ts';
import { Refusal, type FieldComplaint } from '../http/refusal.ts';

/** What was got is shown to this length, in characters. */
const shown = 60;

/** Validates by zod and refuses in sentences: `limit must be an integer from 1 to 100, got "10"`. Nothing is converted or dropped. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  return (data) => {
    const isEmpty = httpPart === 'body' && (data === undefined || data === null);
    // No body at all is the same as none of its properties, where none is needed.
    const parsed = schema.safeParse(isEmpty ? undefined : data);
    if (isEmpty && !parsed.success) {
      return { error: new Refusal('INVALID_JSON', 'The body is empty; send a JSON object.') };
    }
    return parsed.success ? { value: parsed.data } : { error: invalidInput(schema, data, parsed.error) };
  };
};

/** The refusal of a value that is not of the schema; the first complaint is its message. */
export function invalidInput(schema: z.ZodType, data: unknown, error: z.ZodError): Refusal {
  const details = error.issues.flatMap((issue) => complaintsOf(issue, schema, data));
  return new Refusal('INVALID_INPUT', details[0]?.message ?? 'The request is not valid.', {}, details);
}

function complaintsOf(issue: z.core.$ZodIssue, schema: z.ZodType, data: unknown): FieldComplaint[] {
  const field = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    return issue.keys.map((key) => {
      const meant = nearest(key, known);
      const hint = meant === undefined ? '' : ` (did you mean "${meant}"?)`;
      return { field: [...issue.path, key].join('.'), message: `unknown property ${show(key)}${hint}` };
    });
  }
  if (field === '') return [{ field, message: `the body must be a JSON object, got ${show(data)}` }];
  return [{ field, message: `${field} ${issue.message}, got ${show(valueAt(data, issue.path))}` }];
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const key of path) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return value;
}

/** As JSON, which also shows characters that a terminal would act on; cut where it is long. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > shown ? `${text.slice(0, shown).toWellFormed()}…` : text;
}

/** Names of the properties at a place of the schema. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: z.core.$ZodType | undefined = unwrap(schema);
  for (const key of path) {
    if (at instanceof z.ZodObject) at = (at.shape as Record<PropertyKey, z.core.$ZodType>)[key];
    else if (at instanceof z.ZodArray) at = at.element;
    at = at && unwrap(at);
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const wraps = schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional;
  return wraps ? unwrap(schema.unwrap()) : schema;
}
