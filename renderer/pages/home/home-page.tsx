import { Answer } from '../../components/answer.tsx';
import { Page } from '../../components/page.tsx';
import { useCall } from '../../core/use-call.ts';
import { useKind } from '../../core/kind.ts';
import { QueryHome } from '../queries/query-home.tsx';
import { FirstRun } from './first-run.tsx';
import { Overview } from './overview.tsx';

/** Where one starts, for the kind in view. */
export function HomePage() {
  return useKind() === 'recommender' ? <RecommenderHome /> : <QueryHome />;
}

/** The first time two ways in, later what happened last. */
function RecommenderHome() {
  const datasets = useCall('datasets.list', {});
  return (
    <Answer query={datasets} what="the list of datasets">
      {(known) =>
        known.length === 0 ? (
          <Page title="Home" hideTitle>
            <FirstRun />
          </Page>
        ) : (
          <Overview datasets={known} />
        )
      }
    </Answer>
  );
}
