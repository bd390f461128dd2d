import { IconClockBolt, IconPlus } from '@tabler/icons-react';
import { Answer } from '../../components/answer.tsx';
import { Empty } from '../../components/empty.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { useCall } from '../../core/use-call.ts';
import { headline } from '../../parts/headline.ts';
import { BestPanel } from '../home/best-panel.tsx';
import { LivePanel } from '../home/live-panel.tsx';
import { RecentRuns } from '../home/recent-runs.tsx';
import { NoQueryRuns } from './no-query-runs.tsx';
import { QueryDatasetList } from './query-dataset-list.tsx';
import '../home/home.css';

const shown = 12;
const quiet = { variant: 'subtle', size: 'compact-xs' } as const;

/** Where one starts with query performance: what it needs, later what happened last. */
export function QueryHome() {
  const datasets = useCall('performance.datasets', {});
  const recent = useCall('runs.list', { kind: 'query_performance', limit: 200 });
  const runs = recent.data?.runs ?? [];
  const metric = headline(runs);
  return (
    <Page
      title="Home"
      actions={
        (datasets.data?.length ?? 0) > 0 && (
          <LinkButton to="/train" variant="default" leftSection={<IconPlus size={15} aria-hidden />}>
            New run
          </LinkButton>
        )
      }
    >
      <Answer query={datasets} what="the list of datasets">
        {(known) =>
          known.length === 0 ? (
            <Begin />
          ) : (
            <div className="home-grid">
              <Panel
                title="Recent runs"
                flush
                aside={
                  <LinkButton to="/runs" {...quiet}>
                    All runs
                  </LinkButton>
                }
              >
                <Answer query={recent} what="the recent runs">
                  {({ runs: found }) =>
                    found.length === 0 ? <NoQueryRuns /> : <RecentRuns runs={found.slice(0, shown)} />
                  }
                </Answer>
              </Panel>
              <div className="home-side">
                <Panel
                  title="Datasets"
                  flush
                  aside={
                    <LinkButton to="/data" {...quiet}>
                      All datasets
                    </LinkButton>
                  }
                >
                  <QueryDatasetList datasets={known} />
                </Panel>
                <LivePanel />
                {metric && <BestPanel runs={runs} metric={metric} />}
              </div>
            </div>
          )
        }
      </Answer>
    </Page>
  );
}

const Begin = () => (
  <Empty
    icon={<IconClockBolt size={28} aria-hidden />}
    title="Which queries will be slow?"
    actions={
      <LinkButton to="/data" search={{ create: 'samples' }}>
        Sample a Postgres
      </LinkButton>
    }
  >
    Kindred reads execution times from pg_stat_statements, asks the planner about each query without running it, and
    learns to tell the time from what is known before. Everything stays on this machine.
  </Empty>
);
