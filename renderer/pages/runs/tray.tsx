import { ActionIcon, Button } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconGitCompare, IconX } from '@tabler/icons-react';
import type { Run } from '#shared/domain/run.ts';
import { Keys } from '../../components/keys.tsx';
import { RunName } from '../../parts/run-name.tsx';
import { maxCompared } from '../../core/run-selection.ts';

type Props = {
  /** In words: `998 runs`, `12 groups`; null before it is known. */
  shown: string | null;
  /** Runs at the top of the table, which are not counted among those shown. */
  atTop: number;
  selected: readonly Run[];
  archived: boolean;
  onDrop(run: Run): void;
  onClear(): void;
  onCompare(): void;
  onArchive(): void;
  onPin(): void;
  /** Makes the one selected run the baseline, or the live run again. */
  onBaseline(): void;
  isBaseline: boolean;
};

/** Selected runs that are named one by one. */
const mostNamed = 4;

/** The foot of the table: how many there are, and what can be done with the selected ones. */
export function Tray(props: Props) {
  const { shown, atTop, selected, archived, isBaseline, onDrop, onClear, onCompare, onArchive, onPin, onBaseline } =
    props;
  const tooMany = selected.length > maxCompared;
  const ArchiveIcon = archived ? IconArchiveOff : IconArchive;
  return (
    <section className="tray" aria-label="Selection">
      <output className="num muted">
        {[
          ...(shown === null ? [] : [shown]),
          ...(shown !== null && atTop > 0 ? [`${atTop} pinned above`] : []),
          ...(selected.length > 0 ? [`${selected.length} selected`] : []),
        ].join(' · ')}
      </output>
      {selected.length === 0 ? (
        <span className="muted small tray-keys">
          <Keys of="ArrowUp ArrowDown" /> move <Keys of="x" /> select <Keys of="Enter" /> open <Keys of="c" /> compare
        </span>
      ) : (
        <>
          <ul className="tray-runs">
            {selected.slice(0, mostNamed).map((run) => (
              <li key={run.id} className="tray-run">
                <RunName run={run} link={false} />
                <ActionIcon size={24} aria-label={`Take run ${run.number} out`} onClick={() => onDrop(run)}>
                  <IconX size={13} aria-hidden />
                </ActionIcon>
              </li>
            ))}
            {selected.length > mostNamed && <li className="muted small">and {selected.length - mostNamed} more</li>}
          </ul>
          <Button
            leftSection={<IconGitCompare size={15} aria-hidden />}
            disabled={selected.length < 2 || tooMany}
            {...(tooMany && { title: `Up to ${maxCompared} runs can be compared` })}
            onClick={onCompare}
            rightSection={<Keys of="c" />}
          >
            Compare ({selected.length})
          </Button>
          <Button
            variant="default"
            leftSection={<ArchiveIcon size={15} aria-hidden />}
            onClick={onArchive}
            rightSection={<Keys of="e" />}
          >
            {archived ? 'Bring back' : 'Archive'}
          </Button>
          <Button variant="default" onClick={onPin} rightSection={<Keys of="p" />}>
            Pin
          </Button>
          <Button
            variant="default"
            disabled={selected.length !== 1}
            onClick={onBaseline}
            rightSection={<Keys of="b" />}
          >
            {isBaseline ? 'Live as baseline' : 'Baseline'}
          </Button>
          <Button variant="subtle" color="gray" onClick={onClear}>
            Clear
          </Button>
        </>
      )}
    </section>
  );
}
