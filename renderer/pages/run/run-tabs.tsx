import { Link, useSearch } from '@tanstack/react-router';
import { readHeatmapSearch } from './heatmap-search.ts';
import { carried } from './use-heatmap-selection.ts';

const tabs = [
  { to: '/runs/$run', title: 'Overview', exact: true },
  { to: '/runs/$run/heatmaps', title: 'Heatmaps', exact: false },
  { to: '/runs/$run/groups', title: 'Groups', exact: false },
  { to: '/runs/$run/popularity', title: 'Popularity', exact: false },
  { to: '/runs/$run/embedding', title: 'Embedding', exact: false },
  { to: '/runs/$run/users', title: 'Users', exact: false },
  { to: '/runs/$run/files', title: 'Files & log', exact: false },
] as const;

/** The parts of a run; each has an address of its own, and who is selected in the heatmap stays selected in all of them. */
export function RunTabs({ run }: { run: string }) {
  const search = carried(readHeatmapSearch(useSearch({ strict: false })));
  return (
    <nav className="run-tabs" aria-label="Parts of the run">
      {tabs.map(({ to, title, exact }) => (
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
