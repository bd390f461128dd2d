import { useCallback } from 'react';
import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconUserSearch } from '@tabler/icons-react';
import { Answer } from '../../components/answer.tsx';
import { Empty } from '../../components/empty.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';
import { maxCompared, runSelection, useRunSelection } from '../../core/run-selection.ts';
import { useCall } from '../../core/use-call.ts';
import { usePageKind } from '../../shell/tabs/follow-kind.ts';
import { useBaseline } from '../../parts/use-baseline.ts';
import { comparedRuns } from '../../parts/use-compared-runs.ts';
import { useRunsById } from '../../parts/use-runs-by-id.ts';
import { RunPicker } from '../../parts/run-picker.tsx';
import { StartList } from './start-list.tsx';
import { UserLens } from './user-lens.tsx';
import { UserPicker } from './user-picker.tsx';
import { useWatchList } from './use-watch-list.ts';
import { WatchBar, WatchButton } from './watch-bar.tsx';
import { listLengths, type UsersChange } from './users-search.ts';
import './users.css';

const usualLength = 10;

/** One user under one run or two: what they did, what they would get, and why. */
export function UsersPage() {
  usePageKind('recommender');
  const search = useSearch({ from: '/users' });
  const navigate = useNavigate({ from: '/users' });
  const change: UsersChange = useCallback(
    (part) => void navigate({ search: (now) => ({ ...now, ...part }) as typeof now, resetScroll: false }),
    [navigate],
  );
  const newest = useCall('runs.list', { filter: 'status = "FINISHED"', limit: 1 }, { enabled: search.a === undefined });
  const brought = useSelectedFinished();
  const baseline = useBaseline().id;
  const a = search.a ?? brought[0] ?? baseline ?? newest.data?.runs[0]?.id;
  const b = search.a === undefined && search.b === undefined ? brought[1] : search.b;
  const dataset = useCall('runs.show', { run: a ?? '' }, { enabled: a !== undefined }).data?.dataset.name;
  const watch = useWatchList(dataset);
  /** Runs that are chosen here are the selected ones on every page. */
  const choose = (runs: { a: string; b: string | undefined }) => {
    runSelection.select([runs.a, ...(runs.b === undefined ? [] : [runs.b])]);
    change({ ...runs, item: undefined });
  };
  const k = search.k ?? usualLength;
  return (
    <Page
      title="Users"
      actions={
        a && (
          <>
            <UserPicker run={a} value={search.user} onChange={(user) => change({ a, b, user, item: undefined })} />
            {search.user !== undefined && <WatchButton list={watch} user={search.user} />}
            <RunPicker label="A" value={a} onChange={(run) => choose({ a: run, b })} />
            <RunPicker
              label="B"
              value={b}
              placeholder="Beside another run"
              onChange={(run) => choose({ a, b: run })}
              onClear={() => choose({ a, b: undefined })}
            />
            <SegmentedControl
              aria-label="Length of the lists"
              data={listLengths.map((length) => ({ value: String(length), label: `@${length}` }))}
              value={String(k)}
              onChange={(value) => change({ k: Number(value) })}
            />
          </>
        )
      }
    >
      {a && <WatchBar list={watch} user={search.user} onPick={(user) => change({ a, b, user, item: undefined })} />}
      {a ? (
        search.user === undefined ? (
          <StartList run={a} onPick={(user) => change({ a, b, user })} />
        ) : (
          <UserLens
            key={`${a} ${search.user}`}
            a={a}
            user={search.user}
            k={k}
            search={{ ...search, ...(b !== undefined && { b }) }}
            onChange={change}
          />
        )
      ) : (
        <Answer query={newest} what="the newest finished run">
          {() => <NoRuns />}
        </Answer>
      )}
    </Page>
  );
}

/** The runs that were selected on other pages and have a model, the baseline first. */
function useSelectedFinished(): string[] {
  const selected = useRunSelection((selection) => selection.selected);
  const baseline = useBaseline().id;
  const finished = useRunsById(selected.slice(0, maxCompared)).filter(({ status }) => status === 'FINISHED');
  return comparedRuns(
    finished.map(({ id }) => id),
    baseline,
    maxCompared,
  );
}

function NoRuns() {
  return (
    <Empty
      icon={<IconUserSearch size={28} aria-hidden />}
      title="No run has finished yet."
      actions={<LinkButton to="/train">Train a run</LinkButton>}
    >
      Here will be what single users did, what a run would recommend to them, and why.
    </Empty>
  );
}
