import { Link } from '@tanstack/react-router';

const tabs = [
  { to: '/runs/$run', title: 'Overview', exact: true },
  { to: '/runs/$run/heatmaps', title: 'Heatmaps', exact: false },
  { to: '/runs/$run/files', title: 'Files', exact: false },
] as const;

/** The parts of a run; each has an address of its own. */
export function RunTabs({ run }: { run: string }) {
  return (
    <nav className="tabs" aria-label="Parts of the run">
      {tabs.map(({ to, title, exact }) => (
        <Link key={to} to={to} params={{ run }} className="tab" activeOptions={{ exact, includeSearch: false }}>
          {title}
        </Link>
      ))}
    </nav>
  );
}
