import { UnstyledButton } from '@mantine/core';
import { plural } from '../text/plural.ts';
import { useDrawer } from './drawer/drawer-store.ts';
import { useActiveJobs } from './drawer/use-active-jobs.ts';

/** How many runs and datasets are under way; opens the drawer that shows them. */
export function JobCount() {
  const { runs, datasets } = useActiveJobs();
  const [part, setPart] = useDrawer();
  const running = runs.filter((run) => run.status === 'RUNNING').length;
  const waiting = runs.length - running;
  const underWay = [
    ...(running > 0 ? [plural(running, 'run')] : []),
    ...(datasets.length > 0 ? [plural(datasets.length, 'dataset')] : []),
  ].join(' and ');
  return (
    <UnstyledButton
      className="status-button"
      aria-expanded={part !== null}
      onClick={() => setPart(part === null ? 'jobs' : null)}
    >
      {underWay !== '' && <span className="status-dot" data-on aria-hidden />}
      <output>
        {underWay === '' && waiting === 0 ? 'Nothing is running' : underWay && `${underWay} under way`}
        {waiting > 0 && `${underWay === '' ? '' : ', '}${waiting} waiting`}
      </output>
    </UnstyledButton>
  );
}
