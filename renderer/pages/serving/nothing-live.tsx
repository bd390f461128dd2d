import { Button } from '@mantine/core';
import { IconBroadcast } from '@tabler/icons-react';
import { Empty } from '../../components/empty.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { useKind } from '../../core/kind.ts';
import { useCall } from '../../core/use-call.ts';
import { bestRuns } from '../../parts/best-runs.ts';
import { headline } from '../../parts/headline.ts';
import { metricTitle } from '../../parts/metric-text.ts';
import { openPromote } from '../../parts/promote/promote-store.ts';
import { formatMetric } from '../../text/number.ts';

/** Nothing was promoted yet: the best run is offered, where there is one. */
export function NothingLive() {
  const runs = useCall('runs.list', { kind: useKind(), limit: 200 }).data?.runs ?? [];
  const metric = headline(runs);
  const best = metric === undefined ? undefined : bestRuns(runs, metric)[0]?.run;
  return (
    <Empty
      icon={<IconBroadcast size={28} aria-hidden />}
      title="Nothing is live. Promote a run."
      actions={
        best ? (
          <>
            <Button onClick={() => openPromote({ run: best })}>
              Promote {best.number} {best.name}…
            </Button>
            <LinkButton to="/runs" variant="default">
              Choose another run
            </LinkButton>
          </>
        ) : (
          <LinkButton to="/runs">{runs.length > 0 ? 'Choose a run' : 'Train a run first'}</LinkButton>
        )
      }
    >
      {best && metric !== undefined
        ? `Run ${best.number} leads with ${metricTitle(metric)} ${formatMetric(metric, best.metrics[metric])}. A promoted run becomes a version with a bundle, and the API on this machine answers with it.`
        : 'A promoted run becomes a version with a bundle, and the API on this machine answers with it.'}
    </Empty>
  );
}
