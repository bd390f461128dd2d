import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconNote, IconTag } from '@tabler/icons-react';
import type { Run } from '#shared/domain/run.ts';
import { sweepTags } from '#shared/domain/sweep.ts';
import { LiveBadge } from '../../parts/live-badge.tsx';
import { RunName } from '../../parts/run-name.tsx';
import { plural } from '../../text/plural.ts';
import { useBaselineRun } from './baseline-context.ts';
import { EditInPlace } from './edit-in-place.tsx';
import { HideButton, PinButton } from './row-buttons.tsx';
import type { RunsRow } from './runs-row.ts';

type Props = { row: RunsRow; onToggle(key: string, index: number): void };

/** The first column: what the row is, and what can be done with it where it stands. */
export function NameCell({ row, onToggle }: Props) {
  if (row.kind === 'run') return <RunCellName run={row.run} isMember={row.place === 'member'} />;
  const { group, index, isOpen } = row;
  const Icon = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <span className="name-cell">
      <ActionIcon
        size={24}
        tabIndex={-1}
        aria-expanded={isOpen}
        aria-label={`Runs of ${group.label}`}
        onClick={() => onToggle(group.key, index)}
      >
        <Icon size={15} aria-hidden />
      </ActionIcon>
      <strong className="clip">{group.label}</strong>
      <span className="muted num">{plural(group.runs.length, 'run')}</span>
    </span>
  );
}

function RunCellName({ run, isMember }: { run: Run; isMember: boolean }) {
  const { run: baseline, live } = useBaselineRun();
  const tags = Object.entries(run.tags).filter(([key]) => !isOfSweep(key));
  return (
    <span className="name-cell" data-member={isMember || undefined}>
      <HideButton run={run} />
      <RunName run={run} />
      {live.has(run.id) && <LiveBadge run={run.id} />}
      {baseline?.id === run.id && <span className="tag">baseline</span>}
      <EditInPlace run={run} what="tags" isEmpty={tags.length === 0}>
        <Tags tags={tags} />
      </EditInPlace>
      <EditInPlace run={run} what="note" isEmpty={!run.note}>
        <IconNote size={15} stroke={1.7} className={run.note ? 'has-note' : ''} aria-hidden />
      </EditInPlace>
      <PinButton run={run} />
    </span>
  );
}

/** What a sweep writes on its runs says nothing to a reader beside the name; the run's page and a column have it. */
const isOfSweep = (key: string): boolean => Object.values<string>(sweepTags).includes(key);

function Tags({ tags }: { tags: [key: string, value: string][] }) {
  if (tags.length === 0) return <IconTag size={15} stroke={1.7} aria-hidden />;
  return tags.map(([key, value]) => (
    <span key={key} className="tag" title={`${key}: ${value}`}>
      {value === '' || value === 'true' ? key : `${key}: ${value}`}
    </span>
  ));
}
