import type { ParamValue, Run } from '#shared/domain/run.ts';
import type { Filter, FieldName, Literal } from '#shared/domain/search/filter.ts';
import { squash, type TextField } from '#shared/domain/search/text-fields.ts';
import type { Operator } from '#shared/domain/search/tokens.ts';

/** A logged value; a metric that is not a number is the text that the contract has for it. */
type Value = ParamValue | undefined;

/** A filter over whole runs in memory: slow and obvious, what the SQL must agree with. */
export function matches(run: Run, filter: Filter): boolean {
  switch (filter.kind) {
    case 'all':
      return true;
    case 'and':
      return filter.parts.every((part) => matches(run, part));
    case 'or':
      return filter.parts.some((part) => matches(run, part));
    case 'not':
      return !matches(run, filter.part);
    case 'words':
      return [run.name, run.algorithm, ...Object.values(run.tags)].some((text) =>
        asciiLower(text).includes(asciiLower(filter.text)),
      );
    case 'fuzzy': {
      const wanted = asciiLower(squash(filter.text));
      return textsOf(run, filter.of).some((text) => asciiLower(bare(text)).includes(wanted));
    }
    case 'regex': {
      const pattern = new RegExp(filter.pattern, 'iu');
      return textsOf(run, filter.of).some((text) => pattern.test(text));
    }
    case 'missing':
      return (valueOf(run, filter.field) ?? null) === null;
    case 'compare':
      return compare(run, filter.field, filter.operator, filter.value);
    case 'in':
      return filter.values.some((value) => compare(run, filter.field, '=', value));
    case 'like': {
      const value = valueOf(run, filter.field);
      return typeof value === 'string' && like(value, filter.pattern);
    }
  }
}

function textsOf(run: Run, of: TextField | null): string[] {
  if (of === null) return [run.name, run.algorithm, ...Object.values(run.tags)];
  if (of === 'tag') return Object.entries(run.tags).map(([key, value]) => `${key}:${value}`);
  if (of === 'dataset') return [run.dataset.name];
  return [of === 'split' ? run.split.kind : run[of]];
}

const bare = (text: string) => text.replace(/[ _\-.=:/]/g, '');

function valueOf(run: Run, { kind, name }: FieldName): Value {
  const attributes: Record<string, Value> = {
    name: run.name,
    algorithm: run.algorithm,
    status: run.status,
    number: run.number,
    seed: run.seed,
    experiment: run.experiment,
    dataset: run.dataset.name,
    note: run.note,
    error: run.error,
    duration_ms: run.duration_ms,
    started_at: run.started_at,
  };
  if (kind === 'attribute') return attributes[name];
  if (kind === 'metric') return run.metrics[name];
  return kind === 'param' ? run.params[name] : run.tags[name];
}

function compare(run: Run, field: FieldName, operator: Operator, literal: Literal): boolean {
  const value = valueOf(run, field);
  if (value === undefined || value === null) return false;
  const wanted = wantedBy(field, literal);
  if (field.kind === 'metric')
    return compareNumbers(value === 'NaN' ? Number.NaN : Number(value), operator, Number(wanted));
  if (operator === '!=') return value !== wanted;
  if (typeof value !== typeof wanted) return false;
  return compareSame(value, operator, wanted);
}

function compareNumbers(value: number, operator: Operator, wanted: number): boolean {
  if (operator === '=') return Object.is(value, wanted) || value === wanted;
  if (operator === '!=') return !(Object.is(value, wanted) || value === wanted);
  return compareSame(value, operator, wanted);
}

function compareSame<T>(value: T, operator: Operator, wanted: T): boolean {
  switch (operator) {
    case '=':
      return value === wanted;
    case '!=':
      return value !== wanted;
    case '<':
      return value < wanted;
    case '<=':
      return value <= wanted;
    case '>':
      return value > wanted;
    case '>=':
      return value >= wanted;
  }
}

/** Texts are compared with a literal as it was written; a status in capitals. */
function wantedBy({ kind, name }: FieldName, literal: Literal): string | number | boolean {
  if (kind === 'tag') return literal.text;
  if (kind === 'attribute' && name === 'status') return literal.text.toUpperCase();
  if (kind === 'attribute' && !['number', 'seed', 'duration_ms', 'started_at'].includes(name)) return literal.text;
  if (literal.kind === 'nan') return Number.NaN;
  return literal.kind === 'text' ? literal.text : literal.value;
}

const asciiLower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** By the definition: a pattern matches where its first sign does, and the rest the rest. */
function like(text: string, pattern: string): boolean {
  return likeAt(Array.from(asciiLower(text)), Array.from(asciiLower(pattern)));
}

function likeAt(text: readonly string[], pattern: readonly string[]): boolean {
  const [sign, ...rest] = pattern;
  if (sign === undefined) return text.length === 0;
  if (sign === '%')
    return Array.from({ length: text.length + 1 }, (_, at) => text.slice(at)).some((tail) => likeAt(tail, rest));
  if (sign === '_') return text.length > 0 && likeAt(text.slice(1), rest);
  if (sign === '\\') return rest.length > 0 && text[0] === rest[0] && likeAt(text.slice(1), rest.slice(1));
  return text[0] === sign && likeAt(text.slice(1), rest);
}
