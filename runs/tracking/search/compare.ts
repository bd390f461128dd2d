import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import { didYouMean } from '#shared/domain/did-you-mean.ts';
import { RunStatus } from '#shared/domain/run.ts';
import { separators } from '#shared/domain/search/text-fields.ts';
import type { Tables } from '../schema.ts';
import type { Attribute, RunExpressions } from './attributes.ts';
import type { Literal } from '#shared/domain/search/filter.ts';
import { searchError } from '#shared/domain/search/search-error.ts';
import type { Operator } from '#shared/domain/search/tokens.ts';

/** One side of a comparison; `search` is the whole text, for errors. */
export type Comparison = { operator: Operator; value: Literal; search: string; name: string };

type Condition = Expression<SqlBool>;

/** An attribute's value against a literal; never unknown. */
export function compareAttribute(eb: RunExpressions, { type, column }: Attribute, comparison: Comparison): Condition {
  const { operator } = comparison;
  const value = attributeValue(type, comparison);
  return eb.and([eb(column(eb), 'is not', null), eb(column(eb), operator, value)]);
}

function attributeValue(type: Attribute['type'], comparison: Comparison): string | number {
  switch (type) {
    case 'text':
      return textOf(comparison);
    case 'status':
      return statusOf(comparison);
    case 'time':
      return comparison.value.kind === 'number' ? comparison.value.value : timeOf(comparison);
    case 'number':
      return numberOf(comparison);
  }
}

/** A metric's row against a literal. Not-a-number equals only itself and is neither less nor greater than anything. */
export function compareMetric(eb: ExpressionBuilder<Tables, 'metrics'>, comparison: Comparison): Condition {
  const { operator, value } = comparison;
  if (value.kind === 'nan') {
    if (isOrder(operator)) throw refuse(comparison, 'NaN can only be compared with = and !=.');
    return eb('is_nan', '=', operator === '=' ? 1 : 0);
  }
  const number = numberOf(comparison);
  const holds = eb.and([eb('is_nan', '=', 0), eb('value', operator, number)]);
  return operator === '!=' ? eb.or([eb('is_nan', '=', 1), holds]) : holds;
}

/** A param's row against a literal: text with text, numbers with numbers; a param of another type is different from it. */
export function compareParam(eb: ExpressionBuilder<Tables, 'params'>, comparison: Comparison): Condition {
  const { operator, value } = comparison;
  if (operator === '!=') return eb.and([eb('type', '!=', 'null'), eb.not(sameParam(eb, '=', comparison))]);
  if (isOrder(operator) && value.kind === 'boolean')
    throw refuse(comparison, `${value.text} can only be compared with = and !=.`);
  return sameParam(eb, operator, comparison);
}

function sameParam(eb: ExpressionBuilder<Tables, 'params'>, operator: Operator, comparison: Comparison): Condition {
  const { value } = comparison;
  switch (value.kind) {
    case 'text':
      return eb.and([eb('type', '=', 'text'), eb('text_value', operator, value.text)]);
    case 'number':
      return eb.and([eb('type', '=', 'number'), eb('number_value', operator, value.value)]);
    case 'boolean':
      return eb.and([eb('type', '=', 'boolean'), eb('number_value', operator, value.value ? 1 : 0)]);
    case 'nan':
      throw refuse(comparison, 'a param is never NaN. Put it in quotes if you mean the text.');
  }
}

export const compareTag = (eb: ExpressionBuilder<Tables, 'tags'>, comparison: Comparison): Condition =>
  eb('value', comparison.operator, textOf(comparison));

/** `%` is any text, `_` any character, `\` takes their meaning away; ASCII letters match in either case. */
export const like = (text: Expression<unknown>, pattern: string): Condition =>
  sql<SqlBool>`${text} like ${pattern} escape '\\'`;

/** The text without its separators, as `squash` does it. */
export const squashed = (text: Expression<unknown>): Expression<unknown> =>
  separators.reduce((rest, sign) => sql`replace(${rest}, ${sql.lit(sign)}, '')`, text);

export const matchesRegex = (pattern: string, text: Expression<unknown>): Condition =>
  sql<SqlBool>`kindred_matches(${pattern}, ${text})`;

/** The pattern that finds this text anywhere. */
export const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

const isOrder = (operator: Operator) => operator !== '=' && operator !== '!=';

function textOf(comparison: Comparison): string {
  const { value, operator, name } = comparison;
  if (value.kind === 'number' && isOrder(operator)) {
    throw refuse(comparison, `"${name}" is text and ${value.text} a number. Put it in quotes to compare as text.`);
  }
  return value.text;
}

function numberOf(comparison: Comparison): number {
  if (comparison.value.kind === 'number') return comparison.value.value;
  throw refuse(comparison, `"${comparison.name}" is a number, so it is compared with one.`);
}

/** @throws KindredError invalid_input for a word that is no status */
function statusOf(comparison: Comparison): string {
  const status = comparison.value.text.toUpperCase();
  if (isOrder(comparison.operator) || RunStatus.safeParse(status).success) return status;
  const known = RunStatus.options.join(', ');
  throw refuse(comparison, `there is no such status. It is one of ${known}.${didYouMean(status, RunStatus.options)}`);
}

/** An ISO date, or date and time; UTC unless it says another zone. */
function timeOf(comparison: Comparison): number {
  const { text } = comparison.value;
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text);
  const time = match ? Date.parse(`${match[1]}T${match[2] ?? '00:00'}${match[3] ?? 'Z'}`) : Number.NaN;
  if (Number.isFinite(time)) return time;
  throw refuse(comparison, `"${comparison.name}" is a time. Write it as 2026-11-20 or "2026-11-20 09:30".`);
}

const refuse = ({ search, value }: Comparison, reason: string) => searchError(search, value.at, reason);
