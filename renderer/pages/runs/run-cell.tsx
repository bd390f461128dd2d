import { Tooltip } from '@mantine/core';
import { IconNote } from '@tabler/icons-react';
import type { Run } from '#shared/domain/run.ts';
import { DatasetName } from '../../parts/dataset-name.tsx';
import { LiveBadge } from '../../parts/live-badge.tsx';
import { paramText } from '../../parts/param-text.ts';
import { RunName } from '../../parts/run-name.tsx';
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
    default:
      return null;
  }
}

/** The first column: the run, its tags, and whether it has a note. */
export function NameCell({ run }: { run: Run }) {
  return (
    <span className="name-cell">
      <RunName run={run} />
      <LiveBadge run={run.id} />
      {Object.entries(run.tags).map(([key, value]) => (
        <span key={key} className="tag" title={`${key}: ${value}`}>
          {value === '' || value === 'true' ? key : `${key}: ${value}`}
        </span>
      ))}
      {run.note && (
        <Tooltip label={run.note.slice(0, 400)}>
          <IconNote size={14} className="muted" aria-label="Has a note" />
        </Tooltip>
      )}
    </span>
  );
}
