import type { Dataset } from '#shared/domain/dataset.ts';
import { useCall } from '../../core/use-call.ts';
import { ConnectionsPanel } from './connections/connections-panel.tsx';
import { DatasetDetails } from './dataset-details.tsx';
import { DatasetTable } from './dataset-table.tsx';
import { OtherVersion } from './other-version.tsx';
import { VersionDiff } from './version-diff.tsx';
import { VersionLists } from './version-lists.tsx';

type Props = {
  show: string | undefined;
  other: string | undefined;
  onMake(source: string, from?: string): void;
  onChoose(dataset: Dataset): void;
  onCompare(show: string, other: string | undefined): void;
  isAdding: boolean;
  onAdd(isAdding: boolean): void;
};

/** Versions of interactions, and one of them beside another. */
export function Versions(props: Props) {
  const { show, isAdding, onAdd, onMake, onChoose } = props;
  return (
    <VersionLists
      kind="recommender"
      datasets={useCall('datasets.list', {})}
      show={show}
      none={noData}
      onCreate={() => onMake('file')}
      table={(known, chosen) => <DatasetTable datasets={known} chosen={chosen.id} onChoose={onChoose} />}
      connections={
        <ConnectionsPanel
          isAdding={isAdding}
          onAdd={onAdd}
          onRead={({ id }) => onMake('postgres', id)}
          onMade={onChoose}
        />
      }
      details={(chosen, known) => <Chosen {...props} chosen={chosen} known={known} />}
    />
  );
}

function Chosen({ chosen, known, other, onChoose, onCompare }: Props & { chosen: Dataset; known: readonly Dataset[] }) {
  const against = known.find((dataset) => dataset.id === other && dataset !== chosen);
  return (
    <div className="data-lists">
      {against && <VersionDiff a={chosen} b={against} onClose={() => onCompare(chosen.id, undefined)} />}
      <DatasetDetails
        dataset={chosen}
        known={known}
        onChoose={onChoose}
        actions={
          <OtherVersion
            dataset={chosen}
            known={known}
            other={against?.id}
            onChoose={(id) => onCompare(chosen.id, id)}
          />
        }
      />
    </div>
  );
}

const noData = {
  title: 'No datasets yet.',
  text: 'A dataset is an unchangeable version of interactions: from a file, from Postgres, or made up as you describe.',
};
