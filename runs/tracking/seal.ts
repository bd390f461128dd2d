import { crc32 } from 'node:zlib';
import type { Columns, Tables } from './schema.ts';

/**
 * The columns under each table's checksum. SQLite's own checks see a damaged page structure, not a changed digit:
 * with these, a flipped bit in any stored value is found by `verify` and reported with the run it belongs to.
 */
export const sealedColumns = {
  experiments: ['id', 'name', 'created_at', 'kind'],
  datasets: ['id', 'name', 'version', 'fingerprint', 'created_at', 'facts', 'kind'],
  deleted_datasets: ['dataset_id', 'deleted_at'],
  runs: [
    'number',
    'id',
    'name',
    'experiment_id',
    'dataset_id',
    'algorithm',
    'status',
    'split_kind',
    'split_fingerprint',
    'candidates',
    'ks',
    'seed',
    'note',
    'parent_id',
    'created_at',
    'started_at',
    'finished_at',
    'duration_ms',
    'error',
    'deleted_at',
    'group_key',
  ],
  params: ['run', 'key', 'type', 'text_value', 'number_value'],
  metrics: ['run', 'name', 'step', 'value', 'is_nan', 'at'],
  metric_history: ['run', 'name', 'step', 'value', 'is_nan', 'at'],
  tags: ['run', 'key', 'value'],
  splits: ['fingerprint', 'dataset_id', 'kind', 'facts'],
  artifacts: ['run', 'name', 'sha256', 'bytes', 'content_type'],
  connections: ['id', 'name', 'settings', 'created_at'],
  user_groups: ['id', 'dataset_id', 'name', 'users', 'origin', 'created_at'],
  sweeps: ['id', 'name', 'request', 'status', 'owner', 'created_at', 'resumed_at', 'finished_at', 'error'],
  views: ['id', 'page', 'name', 'search', 'created_at'],
  models: ['id', 'name', 'created_at', 'kind'],
  model_versions: [
    'id',
    'model_id',
    'version',
    'run',
    'facts',
    'note',
    'made_by',
    'created_at',
    'bundle_sha256',
    'bundle_bytes',
  ],
  model_aliases: ['model_id', 'alias', 'version'],
  model_events: [
    'model_id',
    'version',
    'at',
    'kind',
    'alias',
    'from_version',
    'made_by',
    'note',
    'override_reason',
    'gates',
    'comparison',
  ],
  retrain_plans: ['model_id', 'settings', 'made_by', 'changed_at'],
  retrainings: ['id', 'model_id', 'due_at', 'started_at', 'outcome', 'facts', 'owner'],
} as const satisfies { [T in keyof Tables]?: readonly (keyof Tables[T])[] };

export type SealedTable = keyof typeof sealedColumns;

/** CRC-32 over the row's values as canonical JSON (an array in the order above). */
export function checksum(table: SealedTable, row: object): number {
  const values = new Map<string, unknown>(Object.entries(row));
  // A column that is not there is not one that is null.
  const sealed = sealedColumns[table].map((column) => (values.has(column) ? values.get(column) : [column]));
  return crc32(JSON.stringify(sealed));
}

/** The row as it is stored: text that UTF-8 can hold (a lone half of a surrogate pair becomes U+FFFD), and its checksum. */
export function seal<T extends SealedTable, R extends Columns<T>>(table: T, row: R): R & { crc: number } {
  const stored = { ...row };
  for (const [column, value] of Object.entries(stored)) {
    if (typeof value === 'string' && !value.isWellFormed()) Object.assign(stored, { [column]: value.toWellFormed() });
  }
  return { ...stored, crc: checksum(table, stored) };
}

/** The rows that are not what was sealed. */
export const damaged = <R extends { crc: number }>(table: SealedTable, rows: readonly R[]): R[] =>
  rows.filter((row) => checksum(table, row) !== row.crc);
