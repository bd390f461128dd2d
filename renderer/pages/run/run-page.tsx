import { Button } from '@mantine/core';
import { Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { IconArchive, IconArchiveOff, IconBroadcast, IconCopy, IconGitCompare } from '@tabler/icons-react';
import type { Run } from '#shared/domain/run.ts';
import { Answer } from '../../components/answer.tsx';
import { Failure } from '../../components/failure.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';
import { useCall } from '../../core/use-call.ts';
import { LiveBadge } from '../../parts/live-badge.tsx';
import { openPromote } from '../../parts/promote/promote-store.ts';
import { RunGlyph } from '../../parts/run-glyph.tsx';
import { RunState } from '../../parts/run-state.tsx';
import { useArchiveRuns, useRestoreRuns } from '../../parts/use-run-actions.tsx';
import { formatDuration } from '../../text/duration.ts';
import { usePageKind } from '../../shell/tabs/follow-kind.ts';
import { QueryVerdict } from '../queries/run/query-verdict.tsx';
import { useRunCommands } from './run-commands.tsx';
import { RunTabs } from './run-tabs.tsx';
import { Verdict } from './verdict.tsx';
import './run.css';

/** One run: what it is and how it went, then its parts as tabs. */
export function RunPage() {
  const { run: ref } = useParams({ from: '/runs/$run' });
  const run = useCall('runs.show', { run: ref });
  usePageKind(run.data?.kind);
  if (run.error && !run.data) {
    return (
      <Page title={`Run ${ref}`} hideTitle>
        <Failure error={run.error} context={`run ${ref}`} onRetry={() => void run.refetch()}>
          <LinkButton to="/runs" variant="subtle">
            All runs
          </LinkButton>
        </Failure>
      </Page>
    );
  }
  return (
    <Answer query={run} what={`run ${ref}`}>
      {(found) => (
        <Page
          title={`Run ${found.number} ${found.name}`}
          heading={
            <span className="run-heading">
              <RunGlyph number={found.number} size={15} />
              <span className="muted num">{found.number}</span>
              <span className="clip">{found.name}</span>
              <LiveBadge run={found.id} />
            </span>
          }
          subtitle={<Subtitle run={found} />}
          actions={<Actions run={found} />}
          fixed
        >
          {found.kind === 'recommender' ? <Verdict run={found} /> : <QueryVerdict run={found} />}
          <RunTabs run={ref} kind={found.kind} />
          <RunCommands run={found} />
          <div className="run-body">
            <Outlet />
          </div>
        </Page>
      )}
    </Answer>
  );
}

/** Commands need the run, which is there only inside the answer. */
function RunCommands({ run }: { run: Run }) {
  useRunCommands(run);
  return null;
}

function Subtitle({ run }: { run: Run }) {
  const { dataset, split, seed, duration_ms: duration } = run;
  return (
    <span className="run-subtitle">
      <RunState run={run} />
      {duration !== null && <span className="num">{formatDuration(duration)}</span>}
      <span>{run.algorithm}</span>
      <span>
        {dataset.name} v{dataset.version}
      </span>
      <span>{split.kind} split</span>
      <span className="num">seed {seed}</span>
      {run.deleted && <span className="warn">archived</span>}
    </span>
  );
}

function Actions({ run }: { run: Run }) {
  const navigate = useNavigate();
  const archive = useArchiveRuns();
  const restore = useRestoreRuns();
  const putAway = async () => {
    await archive([run]);
    await navigate({ to: '/runs' });
  };
  return (
    <>
      <LinkButton
        to="/compare"
        search={{ runs: [run.id] }}
        variant="default"
        leftSection={<IconGitCompare size={15} aria-hidden />}
      >
        Compare with…
      </LinkButton>
      <LinkButton
        to="/train"
        search={{ from: run.id }}
        variant="default"
        leftSection={<IconCopy size={15} aria-hidden />}
      >
        Train again…
      </LinkButton>
      {run.deleted ? (
        <Button
          variant="default"
          leftSection={<IconArchiveOff size={15} aria-hidden />}
          onClick={() => void restore([run])}
        >
          Bring back
        </Button>
      ) : (
        <Button variant="default" leftSection={<IconArchive size={15} aria-hidden />} onClick={() => void putAway()}>
          Archive
        </Button>
      )}
      {run.status === 'FINISHED' && (
        <Button leftSection={<IconBroadcast size={15} aria-hidden />} onClick={() => openPromote({ run })}>
          Promote…
        </Button>
      )}
    </>
  );
}
