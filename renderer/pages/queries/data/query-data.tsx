import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconArrowLeft, IconPlus } from '@tabler/icons-react';
import type { QueryDataset } from '#shared/domain/query-dataset.ts';
import { Page } from '../../../components/page.tsx';
import { defined } from '../../../core/search-text.ts';
import { ConnectionSource } from '../../data/new/connection-source.tsx';
import { NewSamples } from './new-samples.tsx';
import { QueryVersions } from './query-versions.tsx';
import '../../data/data.css';
import '../queries.css';

/** Versions of query samples and what is known of them; new ones from a Postgres. */
export function QueryData() {
  const { create, from, show, connection } = useSearch({ from: '/data' });
  const navigate = useNavigate({ from: '/data' });
  const make = (place?: string) => void navigate({ search: defined({ create: 'samples', from: place, show }) });
  const choose = ({ id }: Pick<QueryDataset, 'id'>) => void navigate({ search: { show: id }, replace: true });
  if (create !== undefined) {
    return (
      <Page
        title="New dataset"
        subtitle="Execution times of queries, and what is known of each before it is executed."
        actions={
          <Button
            variant="default"
            leftSection={<IconArrowLeft size={15} aria-hidden />}
            onClick={() => void navigate({ search: defined({ show }) })}
          >
            All versions
          </Button>
        }
      >
        <div className="data-lists">
          <ConnectionSource chosen={from} onChosen={make}>
            {(connection) => <NewSamples connection={connection} onMade={choose} />}
          </ConnectionSource>
        </div>
      </Page>
    );
  }
  return (
    <Page
      title="Data"
      actions={
        <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => make()}>
          New dataset
        </Button>
      }
    >
      <QueryVersions
        show={show}
        isAdding={connection === 'new'}
        onAdd={(isAdding) =>
          void navigate({
            search: defined({ show, connection: isAdding ? ('new' as const) : undefined }),
            replace: true,
          })
        }
        onMake={make}
        onChoose={choose}
      />
    </Page>
  );
}
