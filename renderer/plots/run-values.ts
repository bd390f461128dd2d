import type { ParamValue, Run } from '#shared/domain/run.ts';

/** A run as charts draw it. */
export type PlottedRun = Pick<Run, 'id' | 'number' | 'name' | 'algorithm' | 'dataset' | 'split' | 'status'> &
  Pick<Run, 'experiment' | 'seed' | 'duration_ms' | 'created_at' | 'params' | 'metrics' | 'tags'>;

/** What a run has under a column. Zero is a value, not-a-number is another, and no value is undefined. */
export function valueOfRun(run: PlottedRun, column: string): ParamValue | undefined {
  const [, kind, name = ''] = /^(params|metrics|tags)\.(.+)$/su.exec(column) ?? [];
  if (kind === 'metrics') return run.metrics[name];
  if (kind === 'params') return run.params[name] ?? undefined;
  if (kind === 'tags') return run.tags[name];
  switch (column) {
    case 'algorithm':
    case 'status':
    case 'experiment':
    case 'seed':
    case 'created_at':
      return run[column];
    case 'duration_ms':
      return run.duration_ms ?? undefined;
    case 'dataset':
      return `${run.dataset.name} v${run.dataset.version}`;
    case 'split':
      return run.split.kind;
    case 'candidates':
      return run.split.candidates;
    default:
      return undefined;
  }
}

/** Not-a-number as the contract writes it, under a metric. */
export const isNan = (value: unknown, column: string): boolean => value === 'NaN' && column.startsWith('metrics.');

const ellipsis = '…';

/** Drawn text only, never a key: the middle goes, because names differ at both ends. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const half = Math.floor((most - 1) / 2);
  return `${text.slice(0, most - 1 - half)}${ellipsis}${text.slice(text.length - half)}`;
}
