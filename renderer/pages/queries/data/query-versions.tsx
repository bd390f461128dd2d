import type { QueryDataset } from '#shared/domain/query-dataset.ts';
import { useCall } from '../../../core/use-call.ts';
import { ConnectionsPanel } from '../../data/connections/connections-panel.tsx';
import { VersionLists } from '../../data/version-lists.tsx';
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

/** Versions of query samples. */
export function QueryVersions({ show, isAdding, onAdd, onMake, onChoose }: Props) {
  return (
    <VersionLists
      kind="query_performance"
      datasets={useCall('performance.datasets', {})}
      show={show}
      none={noSamples}
      onCreate={() => onMake()}
      table={(known, chosen) => <QueryDatasetTable datasets={known} chosen={chosen.id} onChoose={onChoose} />}
      connections={<ConnectionsPanel isAdding={isAdding} onAdd={onAdd} onRead={({ id }) => onMake(id)} />}
      details={(chosen, known) => <QueryDatasetDetails dataset={chosen} known={known} />}
    />
  );
}

const noSamples = {
  title: 'No query samples yet.',
  text: 'A dataset is an unchangeable version of measured queries: sampled from pg_stat_statements, or read from a table of metrics. Kindred only reads, and runs none of the queries.',
};
