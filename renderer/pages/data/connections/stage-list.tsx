import { useEffect, useRef } from 'react';
import { Loader } from '@mantine/core';
import { IconCheck, IconCircleDashed, IconX } from '@tabler/icons-react';
import { StageName, type ConnectionStage } from '#shared/domain/connection.ts';
import { formatDuration } from '../../../text/duration.ts';
import type { ConnectionTest } from './use-connection-test.ts';
import './stage-list.css';

/** What is tried at each stage. */
const stageText: Record<StageName, string> = {
  dns: 'Find the server',
  tcp: 'Reach its port',
  tls: 'Agree on encryption',
  'sign-in': 'Sign in',
  read: 'Read tables',
  rows: 'Estimate rows',
};

/** The way to the data, stage by stage: what was found, how long it took, what to try where it failed. */
export function StageList({ test }: { test: ConnectionTest }) {
  const failed = test.stages.find(({ ok }) => !ok);
  const element = useRef<HTMLDivElement>(null);
  const isOver = test.ok !== null;
  // The answer is what was asked for; it may stand below the fold.
  useEffect(() => {
    if (isOver) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isOver]);
  return (
    <div className="stages" ref={element}>
      <ol aria-label="Stages of the test">
        {StageName.options.map((name, index) => (
          <Stage
            key={name}
            name={name}
            stage={test.stages.find((stage) => stage.name === name)}
            isNext={test.ok === null && index === test.stages.length}
          />
        ))}
      </ol>
      {test.error !== null && <p className="bad">{test.error}</p>}
      {test.warnings.map((warning) => (
        <p key={warning} className="warn small">
          {warning}
        </p>
      ))}
      <output className="hidden-text">{verdictOf(test, failed)}</output>
    </div>
  );
}

function Stage({ name, stage, isNext }: { name: StageName; stage: ConnectionStage | undefined; isNext: boolean }) {
  return (
    <li className="stage" data-stage={name} data-ok={stage?.ok}>
      <Mark stage={stage} isNext={isNext} />
      <span className="stage-name">
        {stage && <span className="hidden-text">{stage.ok ? 'Good: ' : 'Failed: '}</span>}
        {stageText[name]}
      </span>
      <span className="stage-text">
        {stage?.sentence}
        {stage?.hint && <span className="stage-hint">{stage.hint}</span>}
      </span>
      <span className="num muted small">{stage && formatDuration(Math.max(1, Math.round(stage.ms)))}</span>
    </li>
  );
}

function Mark({ stage, isNext }: { stage: ConnectionStage | undefined; isNext: boolean }) {
  if (isNext) return <Loader size={14} aria-label="under way" />;
  if (!stage) return <IconCircleDashed size={16} className="muted" aria-hidden />;
  return stage.ok ? (
    <IconCheck size={16} className="good" aria-hidden />
  ) : (
    <IconX size={16} className="bad" aria-hidden />
  );
}

function verdictOf({ ok, error }: ConnectionTest, failed: ConnectionStage | undefined): string {
  if (ok === null) return 'The test is under way.';
  if (ok) return 'The connection works.';
  return error ?? `It failed. ${failed?.sentence ?? ''}`;
}
