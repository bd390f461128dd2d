import { useMemo } from 'react';
import type { QueryDataset } from '#shared/domain/query-dataset.ts';
import { timesFigure, timesWords } from '../../../plots/queries/times.ts';
import { WidePlot } from '../../../plots/wide-plot.tsx';
import { formatDuration } from '../../../text/duration.ts';
import { formatCount } from '../../../text/number.ts';
import { plural } from '../../../text/plural.ts';
import { formatTime } from '../../../text/time.ts';
import { useTokens } from '../../../theme/use-tokens.ts';
import { VersionDetails } from '../../data/version-details.tsx';
import { FeatureSummary } from './feature-summary.tsx';
import { SampleTable } from './sample-table.tsx';

type Props = { dataset: QueryDataset; known: readonly QueryDataset[] };

/** One version: how long its queries took, what is known of them, and the samples themselves. */
export function QueryDatasetDetails({ dataset, known }: Props) {
  const tokens = useTokens();
  const { times, features } = dataset.profile;
  const figure = useMemo(() => timesFigure(times, tokens), [times, tokens]);
  return (
    <VersionDetails
      dataset={dataset}
      known={known}
      facts={factsOf(dataset)}
      sizeOf={({ samples }) => plural(samples, 'sample')}
    >
      <WidePlot figure={figure} height={220} label={timesWords(times)} className="data-distribution" />
      <FeatureSummary features={features} />
      <SampleTable dataset={dataset.id} />
    </VersionDetails>
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
