import { IconTable } from '@tabler/icons-react';
import { Empty } from '../../components/empty.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { useCall } from '../../core/use-call.ts';
import { TrainAllButton } from '../../parts/train-all-button.tsx';

/** There are no runs about query performance yet. */
export function NoQueryRuns() {
  const datasets = useCall('performance.datasets', {}).data ?? [];
  const newest = datasets.toSorted((a, b) => b.created_at - a.created_at)[0];
  return (
    <Empty
      icon={<IconTable size={28} aria-hidden />}
      title={newest ? 'No runs yet.' : 'No runs yet, and no samples to train on.'}
      actions={
        newest ? (
          <>
            <TrainAllButton dataset={newest} />
            <LinkButton to="/train" variant="default">
              Choose an algorithm
            </LinkButton>
          </>
        ) : (
          <LinkButton to="/data" search={{ create: 'samples' }}>
            Sample a Postgres
          </LinkButton>
        )
      }
    >
      {newest
        ? `Ridge regression, random forest and gradient boosting on ${newest.name} v${newest.version}: a few seconds on this machine.`
        : 'Kindred reads pg_stat_statements and asks for plans; it runs none of the queries.'}
    </Empty>
  );
}
