import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { IconDatabase } from '@tabler/icons-react';
import type { DatasetIdentity } from '#shared/domain/dataset.ts';
import type { Kind } from '#shared/domain/kind.ts';
import { Answer } from '../../components/answer.tsx';
import { Empty } from '../../components/empty.tsx';
import { Panel } from '../../components/panel.tsx';
import { CreatingPanel } from './creating/creating-panel.tsx';
import { DeletedPanel } from './deleted-panel.tsx';

type Props<T> = {
  kind: Kind;
  datasets: UseQueryResult<T[]>;
  /** The id of the version that is shown; the newest where there is none. */
  show: string | undefined;
  /** What is said where there is no version yet. */
  none: { title: string; text: string };
  onCreate(): void;
  table(newestFirst: readonly T[], chosen: T): ReactNode;
  connections: ReactNode;
  details(chosen: T, newestFirst: readonly T[]): ReactNode;
};

/** All versions of a kind, what is under way, what was deleted, the connections, and what is known of one version. */
export function VersionLists<T extends DatasetIdentity & { created_at: number }>(props: Props<T>) {
  const { kind, datasets, show, none, onCreate, table, connections, details } = props;
  return (
    <Answer query={datasets} what="the list of datasets">
      {(known) => {
        const newestFirst = known.toSorted((a, b) => b.created_at - a.created_at);
        const chosen = newestFirst.find(({ id }) => id === show) ?? newestFirst[0];
        return (
          <div className="data">
            <div className="data-lists">
              <CreatingPanel />
              <Panel title="Versions" flush>
                {chosen ? (
                  table(newestFirst, chosen)
                ) : (
                  <Empty
                    icon={<IconDatabase size={28} aria-hidden />}
                    title={none.title}
                    actions={<Button onClick={onCreate}>New dataset</Button>}
                  >
                    {none.text}
                  </Empty>
                )}
              </Panel>
              <DeletedPanel kind={kind} />
              {connections}
            </div>
            {chosen && details(chosen, newestFirst)}
          </div>
        );
      }}
    </Answer>
  );
}
