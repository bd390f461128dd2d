import { IconPlus } from '@tabler/icons-react';
import type { Dataset } from '#shared/domain/dataset.ts';
import { Answer } from '../../components/answer.tsx';
import { Empty } from '../../components/empty.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { useKind } from '../../core/kind.ts';
import { useCall } from '../../core/use-call.ts';
import { headline } from '../../parts/headline.ts';
import { ComparisonsPanel } from './comparisons-panel.tsx';
import { BestPanel } from './best-panel.tsx';
import { DatasetList } from './dataset-list.tsx';
import { FirstSteps, FirstStepsAgain } from './first-steps.tsx';
import { LivePanel } from './live-panel.tsx';
import { RecentRuns } from './recent-runs.tsx';

/** What was done last, and the next step for who is new. */
export function Overview({ datasets }: { datasets: readonly Dataset[] }) {
  const recent = useCall('runs.list', { kind: useKind(), limit: 200 });
  const runs = recent.data?.runs ?? [];
  const metric = headline(runs);
  return (
    <Page
      title="Home"
      actions={
        <>
          {recent.data && <FirstStepsAgain datasets={datasets} runs={runs} />}
          <LinkButton to="/train" variant="default" leftSection={<IconPlus size={15} aria-hidden />}>
            New run
          </LinkButton>
        </>
      }
    >
      <div className="home-grid">
        {recent.data && <FirstSteps datasets={datasets} runs={runs} />}
        <Panel title="Recent runs" flush aside={<LinkButton {...allRuns}>All runs</LinkButton>}>
          <Answer query={recent} what="the recent runs">
            {({ runs: found }) => (found.length === 0 ? <NoRuns /> : <RecentRuns runs={found.slice(0, shown)} />)}
          </Answer>
        </Panel>
        <div className="home-side">
          <Panel title="Datasets" flush aside={<LinkButton {...allData}>All datasets</LinkButton>}>
            <DatasetList datasets={datasets} />
          </Panel>
          <LivePanel />
          <ComparisonsPanel />
          {metric && <BestPanel runs={runs} metric={metric} />}
        </div>
      </div>
    </Page>
  );
}

/** Recent runs that are listed. */
const shown = 12;
const quiet = { variant: 'subtle', size: 'compact-xs' } as const;
const allRuns = { to: '/runs', ...quiet } as const;
const allData = { to: '/data', ...quiet } as const;

function NoRuns() {
  return (
    <Empty
      title="No runs yet."
      actions={
        <LinkButton to="/train" leftSection={<IconPlus size={14} aria-hidden />} variant="default">
          New run
        </LinkButton>
      }
    >
      A run is one algorithm trained on one dataset, with its metrics and pictures.
    </Empty>
  );
}
