import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconDatabase, IconPlus } from '@tabler/icons-react';
import type { Dataset } from '#shared/domain/dataset.ts';
import { Answer } from '../../components/answer.tsx';
import { Empty } from '../../components/empty.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { defined } from '../../core/search-text.ts';
import { useCall } from '../../core/use-call.ts';
import { CreateDialog } from './create-dialog.tsx';
import { DatasetDetails } from './dataset-details.tsx';
import { DatasetTable } from './dataset-table.tsx';
import { OtherVersion } from './other-version.tsx';
import { VersionDiff } from './version-diff.tsx';
import './data.css';

/** Dataset versions and what is known of them; new ones from any source. */
export function DataPage() {
  const { create, show, with: other } = useSearch({ from: '/data' });
  const navigate = useNavigate({ from: '/data' });
  const datasets = useCall('datasets.list', {});
  const open = (source: string | undefined) =>
    void navigate({ search: defined({ show, with: other, create: source }) });
  const choose = (dataset: Dataset) => void navigate({ search: { show: dataset.id }, replace: true });
  const compare = (chosen: string, against: string | undefined) =>
    void navigate({ search: defined({ show: chosen, with: against }) });
  return (
    <Page
      title="Data"
      actions={
        <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => open('file')}>
          New dataset
        </Button>
      }
    >
      <Answer query={datasets} what="the list of datasets">
        {(known) =>
          known.length === 0 ? (
            <NoData onCreate={() => open('file')} />
          ) : (
            <Chosen known={known} show={show} other={other} onChoose={choose} onCompare={compare} />
          )
        }
      </Answer>
      <CreateDialog source={create} onClose={() => open(undefined)} onMade={choose} />
    </Page>
  );
}

type Props = {
  known: readonly Dataset[];
  show: string | undefined;
  other: string | undefined;
  onChoose(dataset: Dataset): void;
  onCompare(show: string, other: string | undefined): void;
};

function Chosen({ known, show, other, onChoose, onCompare }: Props) {
  const newestFirst = known.toSorted((a, b) => b.created_at - a.created_at);
  const chosen = newestFirst.find((dataset) => dataset.id === show) ?? newestFirst[0];
  const against = newestFirst.find((dataset) => dataset.id === other && dataset !== chosen);
  return (
    <div className="data">
      <Panel title="Versions" flush>
        <DatasetTable datasets={newestFirst} chosen={chosen?.id} onChoose={onChoose} />
      </Panel>
      {chosen && against && <VersionDiff a={chosen} b={against} onClose={() => onCompare(chosen.id, undefined)} />}
      {chosen && (
        <DatasetDetails
          dataset={chosen}
          actions={
            <OtherVersion
              dataset={chosen}
              known={newestFirst}
              other={against?.id}
              onChoose={(id) => onCompare(chosen.id, id)}
            />
          }
        />
      )}
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
      A dataset is an unchangeable version of interactions: from a file, or from groups that you describe.
    </Empty>
  );
}
