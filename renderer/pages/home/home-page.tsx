import { Answer } from '../../components/answer.tsx';
import { Page } from '../../components/page.tsx';
import { useCall } from '../../core/use-call.ts';
import { FirstRun } from './first-run.tsx';
import { Overview } from './overview.tsx';

/** Where one starts: the first time two ways in, later what happened last. */
export function HomePage() {
  const datasets = useCall('datasets.list', {});
  return (
    <Answer query={datasets} what="the list of datasets">
      {(known) =>
        known.length === 0 ? (
          <Page title="Home" hideTitle>
            <FirstRun />
          </Page>
        ) : (
          <Page title="Home">
            <Overview datasets={known} />
          </Page>
        )
      }
    </Answer>
  );
}
