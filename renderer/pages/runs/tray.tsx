import { ActionIcon, Button } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconGitCompare, IconX } from '@tabler/icons-react';
import type { Run } from '#shared/domain/run.ts';
import { Keys } from '../../components/keys.tsx';
import { RunName } from '../../parts/run-name.tsx';
import { formatCount } from '../../text/number.ts';

type Props = {
  shown: number;
  selected: readonly Run[];
  archived: boolean;
  onDrop(run: Run): void;
  onClear(): void;
  onCompare(): void;
  onArchive(): void;
};

/** The foot of the table: how many there are, and what can be done with the selected ones. */
export function Tray({ shown, selected, archived, onDrop, onClear, onCompare, onArchive }: Props) {
  const ArchiveIcon = archived ? IconArchiveOff : IconArchive;
  return (
    <section className="tray" aria-label="Selection">
      <output className="num muted">
        {formatCount(shown)} {shown === 1 ? 'run' : 'runs'}
        {selected.length > 0 && ` · ${selected.length} selected`}
      </output>
      {selected.length === 0 ? (
        <span className="muted small tray-keys">
          <Keys of="ArrowUp ArrowDown" /> move <Keys of="x" /> select <Keys of="Enter" /> open <Keys of="c" /> compare
        </span>
      ) : (
        <>
          <ul className="tray-runs">
            {selected.map((run) => (
              <li key={run.id} className="tray-run">
                <RunName run={run} link={false} />
                <ActionIcon size={24} aria-label={`Take run ${run.number} out`} onClick={() => onDrop(run)}>
                  <IconX size={13} aria-hidden />
                </ActionIcon>
              </li>
            ))}
          </ul>
          <Button
            leftSection={<IconGitCompare size={15} aria-hidden />}
            disabled={selected.length < 2}
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
          <Button variant="subtle" color="gray" onClick={onClear}>
            Clear
          </Button>
        </>
      )}
    </section>
  );
}
