import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowsExchange, IconEye, IconFlag, IconFlagFilled, IconX } from '@tabler/icons-react';
import { useCall } from '../../core/use-call.ts';
import { useBaseline, useToggleBaseline } from '../../parts/use-baseline.ts';
import { LiveBadge } from '../../parts/live-badge.tsx';
import { RunName } from '../../parts/run-name.tsx';
import { RunPicker } from '../../parts/run-picker.tsx';
import { maxCompared, runSelection, useRunSelection } from '../../core/run-selection.ts';
import type { CompareChange } from './compare-search.ts';
import { runLetter } from './run-letters.ts';

type Props = { runs: readonly string[]; inView: string | undefined; onChange: CompareChange };

/** The runs that are compared, in columns' order; more can be added, and A changed. */
export function RunStrip({ runs, inView, onChange }: Props) {
  const set = (next: string[]) => onChange({ runs: next });
  const letter = runLetter(runs.length);
  return (
    <section className="run-strip" aria-label="Runs that are compared">
      {runs.map((run, place) => (
        <Compared
          key={run}
          run={run}
          place={place}
          isInView={runs.length > 2 && run === inView}
          canBeViewed={runs.length > 2 && place > 0}
          onView={() => onChange({ with: run })}
          onRemove={() => set(runs.filter((other) => other !== run))}
        />
      ))}
      {runs.length > 1 && inView !== undefined && (
        <Button
          variant="default"
          aria-label="Swap A and the run in view"
          leftSection={<IconArrowsExchange size={15} aria-hidden />}
          onClick={() => {
            const first = runs[0]!;
            const rest = runs.slice(1).map((run) => (run === inView ? first : run));
            onChange({ runs: [inView, ...rest], with: first });
          }}
        >
          Swap
        </Button>
      )}
      {runs.length < maxCompared && (
        <RunPicker
          key={runs.length}
          label={letter}
          value={undefined}
          placeholder={runs.length < 2 ? 'Choose a run' : 'Add a run'}
          onChange={(run) => !runs.includes(run) && set([...runs, run])}
        />
      )}
    </section>
  );
}

type ComparedProps = {
  run: string;
  place: number;
  isInView: boolean;
  canBeViewed: boolean;
  onView(): void;
  onRemove(): void;
};

function Compared({ run, place, isInView, canBeViewed, onView, onRemove }: ComparedProps) {
  const { data } = useCall('runs.show', { run });
  const letter = runLetter(place);
  const isMarked = useRunSelection((selection) => selection.hovered === run);
  const isBaseline = useBaseline().id === run;
  const toggleBaseline = useToggleBaseline();
  const Flag = isBaseline ? IconFlagFilled : IconFlag;
  return (
    <span
      className="compared"
      data-marked={isMarked || undefined}
      onPointerEnter={() => runSelection.hover(run)}
      onPointerLeave={() => runSelection.hover(null)}
      data-in-view={isInView || undefined}
    >
      <span className="run-letter">{letter}</span>
      {data ? <RunName run={data} /> : <span className="muted">{run}</span>}
      {data && <LiveBadge run={data.id} />}
      {canBeViewed && (
        <Tooltip label={isInView ? `${letter} is in view below` : `Show A and ${letter} below`}>
          <ActionIcon size={24} aria-pressed={isInView} aria-label={`Show A and ${letter} in detail`} onClick={onView}>
            <IconEye size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={isBaseline ? 'The baseline: click for the live run' : 'Make it the baseline'}>
        <ActionIcon
          size={24}
          aria-pressed={isBaseline}
          aria-label={`${letter} is the baseline`}
          onClick={() => toggleBaseline(run)}
        >
          <Flag size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <ActionIcon size={24} aria-label={`Remove ${letter}`} onClick={onRemove}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </span>
  );
}
