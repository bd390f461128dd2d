import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ModelVersion, RegisteredModel } from '#shared/domain/model-version.ts';
import type { ServedVersion, ServingStatus } from '#shared/domain/serving.ts';
import { AliasBadge } from '../../parts/alias-badge.tsx';
import { formatMs } from '../../parts/api-state.ts';
import { openPromote } from '../../parts/promote/promote-store.ts';
import { versionOf } from '../../parts/use-models.ts';
import { useRollBack } from '../../parts/use-roll-back.ts';
import { plural } from '../../text/plural.ts';
import { formatShortTime } from '../../text/time.ts';
import { VersionRun } from './version-run.tsx';
import { CandidateGates } from './candidate-gates.tsx';
import { evidenceWords } from '../../parts/evidence-words.ts';
import { GateMarks } from '../../parts/gate-list.tsx';

type Props = {
  model: RegisteredModel;
  /** Null where the API does not serve this model. */
  status: ServingStatus | null;
};

/** The three places of a model: what answers, what might, and what to go back to. */
export function Slots({ model, status }: Props) {
  const [live, candidate, previous] = ['live', 'candidate', 'previous'].map((alias) => versionOf(model, alias));
  const served = (version: ModelVersion | undefined) =>
    status?.versions.find(({ model_version: name }) => name === version?.model_version);
  const rollBack = useRollBack();
  return (
    <ul className="slots" aria-label="Slots">
      <Slot
        alias="live"
        version={live}
        empty="Nothing is live. Promote a version."
        action={
          live &&
          previous && (
            <Button
              variant="default"
              loading={rollBack.isPending}
              leftSection={<IconArrowBackUp size={15} aria-hidden />}
              onClick={() => rollBack.mutate(model.name)}
            >
              Roll back to v{previous.version}
            </Button>
          )
        }
      >
        {live && (
          <>
            {model.kind === 'recommender' ? (
              <Served served={served(live)} />
            ) : (
              <Answering version={live} status={status} />
            )}
            {live.comparison && <Evidence version={live} />}
          </>
        )}
      </Slot>
      <Slot
        alias="candidate"
        version={candidate}
        empty="No candidate. Promote a run, or make a version the candidate."
        action={candidate && <Button onClick={() => openPromote({ version: candidate.id })}>Promote to live…</Button>}
      >
        {candidate && (
          <>
            <CandidateGates version={candidate} />
            {model.kind === 'recommender' && <Served served={served(candidate)} />}
          </>
        )}
      </Slot>
      <Slot alias="previous" version={previous} empty={live ? 'Nothing was live before.' : 'Nothing to go back to.'}>
        <p className="muted small">
          {served(previous) ? 'In memory: a roll-back takes effect at once.' : 'Kept for roll back.'}
        </p>
      </Slot>
    </ul>
  );
}

type SlotProps = {
  alias: string;
  version: ModelVersion | undefined;
  empty: string;
  action?: ReactNode;
  children?: ReactNode;
};

function Slot({ alias, version, empty, action, children }: SlotProps) {
  return (
    <li className="slot" data-alias={alias}>
      <div className="slot-head">
        <AliasBadge alias={alias} />
        {version && <strong className="slot-version num">v{version.version}</strong>}
        {version && <VersionRun version={version} />}
      </div>
      {version ? (
        <>
          <p className="muted small">
            {version.algorithm} on {version.dataset.name} v{version.dataset.version}
          </p>
          {children}
        </>
      ) : (
        <p className="muted">{empty}</p>
      )}
      {action && <div className="slot-action">{action}</div>}
    </li>
  );
}

/** Whether the API answers questions about queries with it. */
function Answering({ version, status }: { version: ModelVersion; status: ServingStatus | null }) {
  const active = status?.performance;
  if (active?.model_version !== version.model_version)
    return <p className="muted small">Not in the memory of the API.</p>;
  return <p className="small num slot-served">Answers since {formatShortTime(active.loaded_at)}</p>;
}

/** What the API did with it so far. */
function Served({ served }: { served: ServedVersion | undefined }) {
  if (!served) return <p className="muted small">Not in the memory of the API.</p>;
  const { requests, p95_ms: p95, share, loaded_at: at } = served;
  return (
    <p className="small num slot-served">
      {plural(requests, 'answer')}
      {p95 !== null && ` · p95 ${formatMs(p95)}`}
      {share > 0 && share < 1 && ` · ${Number((share * 100).toFixed(1))} % of users`}
      {` · loaded ${formatShortTime(at)}`}
    </p>
  );
}

function Evidence({ version }: { version: ModelVersion }) {
  const { comparison, gates } = version;
  return (
    <p className="small">
      <GateMarks gates={gates} /> {comparison && evidenceWords(comparison, version)}
    </p>
  );
}
