import {
  IconAlertCircle,
  IconBolt,
  IconCheck,
  IconClock,
  IconLoader2,
  IconPlayerStop,
  type Icon,
} from '@tabler/icons-react';
import type { RunStatus } from '#shared/domain/run.ts';
import './run-status.css';

type Look = { word: string; tone: 'good' | 'bad' | 'warn' | 'muted' | 'accent'; icon: Icon };

const looks: Record<RunStatus, Look> = {
  QUEUED: { word: 'Waiting', tone: 'muted', icon: IconClock },
  RUNNING: { word: 'Running', tone: 'accent', icon: IconLoader2 },
  FINISHED: { word: 'Finished', tone: 'good', icon: IconCheck },
  FAILED: { word: 'Failed', tone: 'bad', icon: IconAlertCircle },
  CANCELLED: { word: 'Stopped', tone: 'muted', icon: IconPlayerStop },
  INTERRUPTED: { word: 'Interrupted', tone: 'warn', icon: IconBolt },
};

/** The status as the end of a sentence: "this run was stopped". */
export const statusSaid: Record<RunStatus, string> = {
  QUEUED: 'is waiting',
  RUNNING: 'is under way',
  FINISHED: 'has finished',
  FAILED: 'has failed',
  CANCELLED: 'was stopped',
  INTERRUPTED: 'was interrupted',
};

/** The status in a word and a glyph; colour only supports them. */
export function RunStatusLabel({ status }: { status: RunStatus }) {
  const { word, tone, icon: Glyph } = looks[status];
  return (
    <span className="run-status" data-tone={tone}>
      <Glyph size={14} stroke={2.2} aria-hidden className={status === 'RUNNING' ? 'turning' : ''} />
      {word}
    </span>
  );
}
