import { Link, useSearch } from '@tanstack/react-router';
import type { Kind } from '#shared/domain/kind.ts';
import { readHeatmapSearch } from './heatmap-search.ts';
import { carried } from './use-heatmap-selection.ts';

const ofRecommenders = [
  { to: '/runs/$run', title: 'Overview', exact: true },
  { to: '/runs/$run/heatmaps', title: 'Heatmaps', exact: false },
  { to: '/runs/$run/groups', title: 'Groups', exact: false },
  { to: '/runs/$run/popularity', title: 'Popularity', exact: false },
  { to: '/runs/$run/embedding', title: 'Embedding', exact: false },
  { to: '/runs/$run/users', title: 'Users', exact: false },
  { to: '/runs/$run/files', title: 'Files & log', exact: false },
] as const;

const ofQueries = [
  { to: '/runs/$run', title: 'Overview', exact: true },
  { to: '/runs/$run/predictions', title: 'Predictions', exact: false },
  { to: '/runs/$run/features', title: 'Features', exact: false },
  { to: '/runs/$run/files', title: 'Files & log', exact: false },
] as const;

const tabsOf: Record<Kind, readonly (typeof ofRecommenders | typeof ofQueries)[number][]> = {
  recommender: ofRecommenders,
  query_performance: ofQueries,
};

/** The parts of a run; each has an address of its own, and who is selected in the heatmap stays selected in all of them. */
export function RunTabs({ run, kind }: { run: string; kind: Kind }) {
  const search = carried(readHeatmapSearch(useSearch({ strict: false })));
  return (
    <nav className="run-tabs" aria-label="Parts of the run">
      {tabsOf[kind].map(({ to, title, exact }) => (
        <Link
          key={to}
          to={to}
          params={{ run }}
          search={search}
          className="run-part"
          activeOptions={{ exact, includeSearch: false }}
        >
          {title}
        </Link>
      ))}
    </nav>
  );
}
