import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconArrowLeft, IconPlus } from '@tabler/icons-react';
import type { Dataset } from '#shared/domain/dataset.ts';
import { Page } from '../../components/page.tsx';
import { defined } from '../../core/search-text.ts';
import { useKind } from '../../core/kind.ts';
import { usePageKind } from '../../shell/tabs/follow-kind.ts';
import { QueryData } from '../queries/data/query-data.tsx';
import { NewDataset } from './new/new-dataset.tsx';
import { Versions } from './versions.tsx';
import './data.css';

/** Versions of datasets of the kind in view. */
export function DataPage() {
  const { create } = useSearch({ from: '/data' });
  usePageKind(create === undefined ? undefined : create === 'samples' ? 'query_performance' : 'recommender');
  return useKind() === 'recommender' ? <Interactions /> : <QueryData />;
}

/** Versions of interactions and what is known of them; new ones from any source. */
function Interactions() {
  const { create, from, show, with: other, connection } = useSearch({ from: '/data' });
  const navigate = useNavigate({ from: '/data' });
  const make = (source: string, place?: string) =>
    void navigate({ search: defined({ create: source, from: place, show, with: other }) });
  const choose = (dataset: Dataset) => void navigate({ search: { show: dataset.id }, replace: true });
  const compare = (chosen: string, against: string | undefined) =>
    void navigate({ search: defined({ show: chosen, with: against }) });
  const add = (isAdding: boolean) =>
    void navigate({
      search: defined({ show, with: other, connection: isAdding ? ('new' as const) : undefined }),
      replace: true,
    });
  if (create !== undefined) {
    return (
      <Page
        title="New dataset"
        actions={
          <Button
            variant="default"
            leftSection={<IconArrowLeft size={15} aria-hidden />}
            onClick={() => void navigate({ search: defined({ show, with: other }) })}
          >
            All versions
          </Button>
        }
      >
        <NewDataset
          source={create}
          from={from}
          onSource={(source) => make(source)}
          onFrom={(place) => make(create, place)}
          onMade={choose}
        />
      </Page>
    );
  }
  return (
    <Page
      title="Data"
      actions={
        <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => make('file')}>
          New dataset
        </Button>
      }
    >
      <Versions
        isAdding={connection === 'new'}
        onAdd={add}
        show={show}
        other={other}
        onMake={make}
        onChoose={choose}
        onCompare={compare}
      />
    </Page>
  );
}
