import { Button } from '@mantine/core';
import { IconDatabase } from '@tabler/icons-react';
import type { QueryDataset } from '#shared/domain/query-dataset.ts';
import { Answer } from '../../../components/answer.tsx';
import { Empty } from '../../../components/empty.tsx';
import { Panel } from '../../../components/panel.tsx';
import { useCall } from '../../../core/use-call.ts';
import { ConnectionsPanel } from '../../data/connections/connections-panel.tsx';
import { CreatingPanel } from '../../data/creating/creating-panel.tsx';
import { DeletedPanel } from '../../data/deleted-panel.tsx';
import { QueryDatasetDetails } from './query-dataset-details.tsx';
import { QueryDatasetTable } from './query-dataset-table.tsx';

type Props = {
  show: string | undefined;
  isAdding: boolean;
  onAdd(isAdding: boolean): void;
  /** @param connection  the id of the connection to read from */
  onMake(connection?: string): void;
  onChoose(dataset: QueryDataset): void;
};

/** All versions, what is under way, the connections, and what is known of one version. */
export function QueryVersions({ show, isAdding, onAdd, onMake, onChoose }: Props) {
  const datasets = useCall('performance.datasets', {});
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
                {newestFirst.length === 0 ? (
                  <NoSamples onCreate={() => onMake()} />
                ) : (
                  <QueryDatasetTable datasets={newestFirst} chosen={chosen?.id} onChoose={onChoose} />
                )}
              </Panel>
              <DeletedPanel kind="query_performance" />
              <ConnectionsPanel isAdding={isAdding} onAdd={onAdd} onRead={({ id }) => onMake(id)} />
            </div>
            {chosen && <QueryDatasetDetails dataset={chosen} known={newestFirst} />}
          </div>
        );
      }}
    </Answer>
  );
}

function NoSamples({ onCreate }: { onCreate(): void }) {
  return (
    <Empty
      icon={<IconDatabase size={28} aria-hidden />}
      title="No query samples yet."
      actions={<Button onClick={onCreate}>New dataset</Button>}
    >
      A dataset is an unchangeable version of measured queries: sampled from pg_stat_statements, or read from a table of
      metrics. Kindred only reads, and runs none of the queries.
    </Empty>
  );
}
