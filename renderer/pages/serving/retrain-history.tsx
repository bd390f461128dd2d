import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleMinus,
  IconCircleX,
  IconLoader,
  type Icon,
} from '@tabler/icons-react';
import type { RetrainOutcome, Retraining } from '#shared/domain/retraining.ts';
import { scrollable } from '../../components/scrollable.ts';
import { GateMarks } from '../../parts/gate-list.tsx';
import { RunName } from '../../parts/run-name.tsx';
import { formatShortTime, formatTime } from '../../text/time.ts';

const looks: Record<RetrainOutcome, { word: string; tone: string; icon: Icon }> = {
  running: { word: 'Under way', tone: 'muted', icon: IconLoader },
  candidate: { word: 'Candidate', tone: 'good', icon: IconCircleCheck },
  unchanged: { word: 'Nothing new', tone: 'muted', icon: IconCircleMinus },
  kept_back: { word: 'Kept back', tone: 'warn', icon: IconAlertTriangle },
  skipped: { word: 'Skipped', tone: 'warn', icon: IconCircleMinus },
  interrupted: { word: 'Interrupted', tone: 'warn', icon: IconAlertTriangle },
  failed: { word: 'Failed', tone: 'bad', icon: IconCircleX },
};

/** Every time it was trained again, the newest first: how it ended, on what, and why. */
export function RetrainHistory({ all }: { all: readonly Retraining[] }) {
  return (
    <section className="retrain-scroll" {...scrollable('History of retraining')}>
      <ol className="history">
        {all.map((each) => (
          <Line key={each.id} retraining={each} />
        ))}
      </ol>
    </section>
  );
}

function Line({ retraining }: { retraining: Retraining }) {
  const { outcome, detail, run, dataset, gates, due_at: due, started_at: at } = retraining;
  const { word, tone, icon: Glyph } = looks[outcome];
  return (
    <li className="history-line" data-outcome={outcome}>
      <Glyph size={16} stroke={1.7} className={tone} aria-hidden />
      <div>
        <p className="retrain-what">
          <strong>{word}</strong> <GateMarks gates={gates} />
          {run && <RunName run={run} />}
          {run && dataset && (
            <span className="muted small">
              on {dataset.name} v{dataset.version}
            </span>
          )}
        </p>
        {outcome !== 'running' && <p className="small muted history-note">{detail}</p>}
      </div>
      <p className="small muted history-when">
        {due === null ? 'by hand' : 'by schedule'} ·{' '}
        <time dateTime={new Date(at).toISOString()} title={formatTime(at)}>
          {formatShortTime(at)}
        </time>
      </p>
    </li>
  );
}
