import { useMemo } from 'react';
import { Button } from '@mantine/core';
import type { QueryDataset } from '#shared/domain/query-dataset.ts';
import { Facts } from '../../../components/facts.tsx';
import { LinkButton } from '../../../components/link-button.tsx';
import { Panel } from '../../../components/panel.tsx';
import { Fingerprint } from '../../../parts/fingerprint.tsx';
import { useDeleteDataset } from '../../../parts/use-dataset-actions.ts';
import { timesFigure, timesWords } from '../../../plots/queries/times.ts';
import { WidePlot } from '../../../plots/wide-plot.tsx';
import { formatDuration } from '../../../text/duration.ts';
import { formatCount } from '../../../text/number.ts';
import { plural } from '../../../text/plural.ts';
import { formatTime } from '../../../text/time.ts';
import { useTokens } from '../../../theme/use-tokens.ts';
import { DroppedRows } from '../../data/dropped-rows.tsx';
import { Lineage } from '../../data/lineage.tsx';
import { RecipeText } from '../../data/recipe-text.tsx';
import { FeatureSummary } from './feature-summary.tsx';
import { SampleTable } from './sample-table.tsx';

type Props = { dataset: QueryDataset; known: readonly QueryDataset[] };

/** One version: how long its queries took, what is known of them, and the samples themselves. */
export function QueryDatasetDetails({ dataset, known }: Props) {
  const remove = useDeleteDataset();
  const tokens = useTokens();
  const { profile, recipe } = dataset;
  const figure = useMemo(() => timesFigure(profile.times, tokens), [profile.times, tokens]);
  return (
    <Panel
      title={`${dataset.name} v${dataset.version}`}
      aside={
        <>
          <Button variant="subtle" color="gray" size="compact-xs" onClick={() => void remove(dataset)}>
            Delete
          </Button>
          <LinkButton to="/train" search={{ dataset: dataset.id }} size="compact-xs">
            Train on it
          </LinkButton>
        </>
      }
    >
      <div className="data-details">
        <Facts
          facts={[
            ['Fingerprint', <Fingerprint key="fingerprint" value={dataset.fingerprint} what="fingerprint" />],
            ...factsOf(dataset),
          ]}
        />
        <WidePlot figure={figure} height={220} label={timesWords(profile.times)} className="data-distribution" />
        <FeatureSummary features={profile.features} />
        <SampleTable dataset={dataset.id} />
        <Lineage dataset={dataset} known={known} sizeOf={({ samples }) => plural(samples, 'sample')} />
        <DroppedRows dropped={profile.dropped} />
        <RecipeText recipe={recipe} />
      </div>
    </Panel>
  );
}

function factsOf({ queries, samples, profile }: QueryDataset): [string, string][] {
  const { execution_ms: time, first_at, last_at, with_history } = profile;
  const said = (value: number | null) => (value === null ? '–' : formatDuration(value));
  return [
    ['Queries', formatCount(queries)],
    ['Samples', formatCount(samples)],
    ['Execution time', `${said(time.min)} – ${said(time.max)}, median ${said(time.median)}`],
    ['Seen before', `${formatCount(with_history)} of ${formatCount(samples)} samples`],
    [
      'Sampled',
      first_at === null || last_at === null ? 'no times' : `${formatTime(first_at)} – ${formatTime(last_at)}`,
    ],
  ];
}
