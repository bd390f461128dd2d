import type { Expression, ExpressionBuilder } from 'kysely';
import type { Tables } from '../schema.ts';

/** A run's row in a query, under its own name. */
export type RunExpressions = ExpressionBuilder<Tables, 'runs'>;

type Column = Expression<string | number | null>;

export type Attribute = {
  /** `time` is milliseconds since 1970, written as a date or a number. */
  type: 'text' | 'number' | 'time' | 'status';
  column(eb: RunExpressions): Column;
  /** What it is sorted by, where that is something else. */
  order?(eb: RunExpressions): Column;
};

const text = (
  name: 'id' | 'name' | 'algorithm' | 'note' | 'candidates' | 'error' | 'split_fingerprint',
): Attribute => ({
  type: 'text',
  column: (eb) => eb.ref(`runs.${name}`),
});

const number = (name: 'number' | 'seed' | 'duration_ms'): Attribute => ({
  type: 'number',
  column: (eb) => eb.ref(`runs.${name}`),
});

const time = (name: 'started_at' | 'finished_at'): Attribute => ({
  type: 'time',
  column: (eb) => eb.ref(`runs.${name}`),
});

const ofDataset = (name: 'name' | 'version' | 'fingerprint', type: Attribute['type']): Attribute => ({
  type,
  column: (eb) =>
    eb.selectFrom('datasets as d').select(`d.${name}`).whereRef('d.id', '=', 'runs.dataset_id').$asScalar(),
});

/** What every run has, by the names that people search and sort by. */
export const attributes: Readonly<Record<string, Attribute>> = {
  number: number('number'),
  id: text('id'),
  name: text('name'),
  experiment: {
    type: 'text',
    column: (eb) =>
      eb.selectFrom('experiments as e').select('e.name').whereRef('e.id', '=', 'runs.experiment_id').$asScalar(),
  },
  status: { type: 'status', column: (eb) => eb.ref('runs.status') },
  algorithm: text('algorithm'),
  dataset: ofDataset('name', 'text'),
  dataset_version: ofDataset('version', 'number'),
  fingerprint: ofDataset('fingerprint', 'text'),
  split: { type: 'text', column: (eb) => eb.ref('runs.split_kind') },
  split_fingerprint: text('split_fingerprint'),
  candidates: text('candidates'),
  seed: number('seed'),
  /** Equal for runs that differ in their seed alone. */
  group: { type: 'text', column: (eb) => eb.ref('runs.group_key') },
  note: text('note'),
  error: text('error'),
  parent: { type: 'text', column: (eb) => eb.ref('runs.parent_id') },
  // Order comes from the sequence: a clock that was turned back must not put a new run before an old one.
  created_at: { type: 'time', column: (eb) => eb.ref('runs.created_at'), order: (eb) => eb.ref('runs.number') },
  started_at: time('started_at'),
  finished_at: time('finished_at'),
  duration_ms: number('duration_ms'),
};

/** The attribute of this name, among the table's own. */
export const attributeNamed = (name: string): Attribute | undefined =>
  Object.hasOwn(attributes, name) ? attributes[name] : undefined;
