import type { Run } from '#shared/domain/run.ts';
import { DatasetName } from '../../parts/dataset-name.tsx';
import { paramText } from '../../parts/param-text.ts';
import { RunState } from '../../parts/run-state.tsx';
import { formatDuration } from '../../text/duration.ts';
import { formatMetric } from '../../text/number.ts';
import { formatShortTime, formatTime } from '../../text/time.ts';

/** What a run has to say under a column. */
export function RunCell({ run, field }: { run: Run; field: string }) {
  if (field.startsWith('metrics.')) {
    const metric = field.slice('metrics.'.length);
    const value = run.metrics[metric];
    return <span title={value === undefined ? 'Not logged' : String(value)}>{formatMetric(metric, value)}</span>;
  }
  if (field.startsWith('params.')) return paramText(run.params[field.slice('params.'.length)]);
  if (field.startsWith('tags.')) return run.tags[field.slice('tags.'.length)] ?? '–';
  switch (field) {
    case 'status':
      return <RunState run={run} />;
    case 'dataset':
      return <DatasetName dataset={run.dataset} />;
    case 'split':
      return run.split.kind;
    case 'candidates':
      return run.split.candidates;
    case 'duration_ms':
      return run.duration_ms === null ? '–' : formatDuration(run.duration_ms);
    case 'created_at':
      return <span title={formatTime(run.created_at)}>{formatShortTime(run.created_at)}</span>;
    case 'algorithm':
      return run.algorithm;
    case 'experiment':
      return run.experiment;
    case 'seed':
      return run.seed;
    case 'note':
      return <span title={run.note}>{run.note.split('\n')[0]}</span>;
    default:
      return null;
  }
}
