import { Button } from '@mantine/core';
import { IconDatabase } from '@tabler/icons-react';
import type { Dataset } from '#shared/domain/dataset.ts';
import { Answer } from '../../components/answer.tsx';
import { Empty } from '../../components/empty.tsx';
import { Panel } from '../../components/panel.tsx';
import { useCall } from '../../core/use-call.ts';
import { ConnectionsPanel } from './connections/connections-panel.tsx';
import { CreatingPanel } from './creating/creating-panel.tsx';
import { DatasetDetails } from './dataset-details.tsx';
import { DatasetTable } from './dataset-table.tsx';
import { DeletedPanel } from './deleted-panel.tsx';
import { OtherVersion } from './other-version.tsx';
import { VersionDiff } from './version-diff.tsx';

type Props = {
  show: string | undefined;
  other: string | undefined;
  onMake(source: string, from?: string): void;
  onChoose(dataset: Dataset): void;
  onCompare(show: string, other: string | undefined): void;
  isAdding: boolean;
  onAdd(isAdding: boolean): void;
};

/** All versions, what is under way, the connections, and what is known of one version. */
export function Versions(props: Props) {
  const datasets = useCall('datasets.list', {});
  const { onMake, onChoose } = props;
  return (
    <Answer query={datasets} what="the list of datasets">
      {(known) => {
        const newestFirst = known.toSorted((a, b) => b.created_at - a.created_at);
        const chosen = newestFirst.find(({ id }) => id === props.show) ?? newestFirst[0];
        return (
          <div className="data">
            <div className="data-lists">
              <CreatingPanel />
              <Panel title="Versions" flush>
                {newestFirst.length === 0 ? (
                  <NoData onCreate={() => onMake('file')} />
                ) : (
                  <DatasetTable datasets={newestFirst} chosen={chosen?.id} onChoose={onChoose} />
                )}
              </Panel>
              <DeletedPanel kind="recommender" />
              <ConnectionsPanel
                isAdding={props.isAdding}
                onAdd={props.onAdd}
                onRead={({ id }) => onMake('postgres', id)}
                onMade={onChoose}
              />
            </div>
            {chosen && <Chosen {...props} chosen={chosen} known={newestFirst} />}
          </div>
        );
      }}
    </Answer>
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

function NoData({ onCreate }: { onCreate(): void }) {
  return (
    <Empty
      icon={<IconDatabase size={28} aria-hidden />}
      title="No datasets yet."
      actions={<Button onClick={onCreate}>New dataset</Button>}
    >
      A dataset is an unchangeable version of interactions: from a file, from Postgres, or made up as you describe.
    </Empty>
  );
}
