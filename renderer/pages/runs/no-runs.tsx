import { Button } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import type { Kind } from '#shared/domain/kind.ts';
import { Empty } from '../../components/empty.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { useCall } from '../../core/use-call.ts';
import { NoQueryRuns } from '../queries/no-query-runs.tsx';
import { useTrainBaselines } from '../../parts/use-train-baselines.ts';

/** There are no runs at all, which is where everybody starts. */
export function NoRuns({ kind, archived }: { kind: Kind; archived: boolean }) {
  if (archived) return <Empty title="Nothing is archived.">Archived runs stay here until they are brought back.</Empty>;
  return kind === 'recommender' ? <NoRecommenders /> : <NoQueryRuns />;
}

function NoRecommenders() {
  const dataset = useCall('datasets.list', {}).data?.[0];
  const baselines = useTrainBaselines();
  return (
    <Empty
      icon={<IconTable size={28} aria-hidden />}
      title={dataset ? 'No runs yet.' : 'No runs yet, and no data to train on.'}
      actions={
        dataset ? (
          <>
            <Button loading={baselines.isPending} onClick={() => baselines.mutate(dataset.id)}>
              Train two baselines
            </Button>
            <LinkButton to="/train" variant="default">
              Choose an algorithm
            </LinkButton>
          </>
        ) : (
          <LinkButton to="/">Open the sample</LinkButton>
        )
      }
    >
      {dataset
        ? `Popularity and user-kNN on ${dataset.name} v${dataset.version}: a few seconds on this machine.`
        : 'The sample takes about two seconds and stays on this machine.'}
    </Empty>
  );
}
