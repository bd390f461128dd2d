import type { DatasetIdentity } from '#shared/domain/dataset.ts';
import { Answer } from '../../components/answer.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { useCall } from '../../core/use-call.ts';
import { RunName } from '../../parts/run-name.tsx';
import { RunStatusLabel } from '../../parts/run-status.tsx';
import { plural } from '../../text/plural.ts';
import { runsFilter } from './runs-filter.ts';
import { VersionLinks } from './version-links.tsx';

/** Runs that are named here; the rest is one link away. */
const shown = 8;

type Props<T> = {
  dataset: T;
  known: readonly T[];
  /** How large a version is, in words. */
  sizeOf(dataset: T): string;
};

/** What the version came from, its other versions, and which runs used it. */
export function Lineage<T extends DatasetIdentity & { recipe: { source: string } }>({
  dataset,
  known,
  sizeOf,
}: Props<T>) {
  const filter = runsFilter(dataset);
  const runs = useCall('runs.list', { kind: dataset.kind, filter, limit: shown });
  return (
    <section aria-label="Lineage">
      <h3>Lineage</h3>
      <p className="data-origin">
        Read from <code>{dataset.recipe.source}</code>.
      </p>
      <VersionLinks dataset={dataset} known={known} sizeOf={sizeOf} />
      <Answer query={runs} what={`the runs that used ${dataset.name} v${dataset.version}`}>
        {(page) => (
          <>
            <p className="muted">
              {usedBy(dataset.runs, page.total)}{' '}
              {page.total > shown && (
                <TextLink to="/runs" search={{ filter }}>
                  All in the table of runs
                </TextLink>
              )}
            </p>
            {page.runs.length > 0 && (
              <ul className="data-runs" aria-label="Runs that used this version">
                {page.runs.map((run) => (
                  <li key={run.id}>
                    <RunName run={run} />
                    <RunStatusLabel status={run.status} />
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Answer>
    </section>
  );
}

/** Archived runs count for the version, yet are not in the list. */
function usedBy(all: number, listed: number): string {
  const archived = Math.max(0, all - listed);
  if (all === 0 && listed === 0) return 'No run has used it yet.';
  return `Used by ${plural(listed + archived, 'run')}${archived > 0 ? `, ${archived} of them archived` : ''}.`;
}
