import { useCallback } from 'react';
import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconUserSearch } from '@tabler/icons-react';
import { Answer } from '../../components/answer.tsx';
import { Empty } from '../../components/empty.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';
import { useCall } from '../../core/use-call.ts';
import { RunPicker } from '../../parts/run-picker.tsx';
import { StartList } from './start-list.tsx';
import { UserLens } from './user-lens.tsx';
import { UserPicker } from './user-picker.tsx';
import { listLengths, type UsersChange } from './users-search.ts';
import './users.css';

const usualLength = 10;

/** One user under one run or two: what they did, what they would get, and why. */
export function UsersPage() {
  const search = useSearch({ from: '/users' });
  const navigate = useNavigate({ from: '/users' });
  const change: UsersChange = useCallback(
    (part) => void navigate({ search: (now) => ({ ...now, ...part }) as typeof now, resetScroll: false }),
    [navigate],
  );
  const newest = useCall('runs.list', { filter: 'status = "FINISHED"', limit: 1 }, { enabled: search.a === undefined });
  const a = search.a ?? newest.data?.runs[0]?.id;
  const k = search.k ?? usualLength;
  return (
    <Page
      title="Users"
      actions={
        a && (
          <>
            <UserPicker run={a} value={search.user} onChange={(user) => change({ user, item: undefined })} />
            <RunPicker label="A" value={a} onChange={(run) => change({ a: run, item: undefined })} />
            <RunPicker
              label="B"
              value={search.b}
              placeholder="Beside another run"
              onChange={(run) => change({ b: run })}
              onClear={() => change({ b: undefined, item: undefined })}
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
      {a ? (
        search.user === undefined ? (
          <StartList run={a} onPick={(user) => change({ user })} />
        ) : (
          <UserLens key={`${a} ${search.user}`} a={a} user={search.user} k={k} search={search} onChange={change} />
        )
      ) : (
        <Answer query={newest} what="the newest finished run">
          {() => <NoRuns />}
        </Answer>
      )}
    </Page>
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
