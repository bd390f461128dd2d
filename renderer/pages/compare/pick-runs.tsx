import { Button } from '@mantine/core';
import { IconGitCompare } from '@tabler/icons-react';
import { Empty } from '../../components/empty.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { useKind } from '../../core/kind.ts';
import { useCall } from '../../core/use-call.ts';
import { Panel } from '../../components/panel.tsx';
import { SavedComparisons, useSavedComparisons } from '../../parts/saved-comparisons.tsx';
import { suggestedPairs } from '../../parts/comparable-pairs.ts';
import { useLiveRun } from '../../parts/use-baseline.ts';

type Props = { chosen: string | undefined; onPick(runs: string[]): void };

/** Fewer than two runs are chosen: pairs worth a look, and the way to the table. */
export function PickRuns({ chosen, onPick }: Props) {
  const runs = useCall('runs.list', { kind: useKind(), limit: 100 }).data?.runs;
  const pairs = suggestedPairs(runs ?? [], useLiveRun(), chosen);
  const saved = useSavedComparisons();
  return (
    <>
      {saved.length > 0 && (
        <Panel title="Saved comparisons" flush>
          <SavedComparisons views={saved} />
        </Panel>
      )}
      <Empty
        icon={<IconGitCompare size={28} aria-hidden />}
        title={chosen ? 'Choose a second run.' : 'Choose two runs.'}
        actions={
          <>
            {pairs.length > 0 && (
              <div className="pick-pairs">
                {pairs.map(([a, b]) => (
                  <Button key={`${a.id}-${b.id}`} variant="default" onClick={() => onPick([a.id, b.id])}>
                    {a.number} {a.name} and {b.number} {b.name}
                  </Button>
                ))}
              </div>
            )}
            <LinkButton to="/runs" variant={pairs.length > 0 ? 'subtle' : 'default'}>
              Choose in the table
            </LinkButton>
          </>
        }
      >
        {pairs.length > 0
          ? 'These have the same data and the same held-out part:'
          : 'Their metrics stand side by side, with an interval for every difference.'}
      </Empty>
    </>
  );
}
