import { useState, type ReactNode } from 'react';
import { Popover, UnstyledButton } from '@mantine/core';
import type { Run } from '#shared/domain/run.ts';
import { NoteEditor } from '../../parts/note-editor.tsx';
import { TagEditor } from '../../parts/tag-editor.tsx';

type Props = { run: Run; what: 'tags' | 'note'; children: ReactNode };

/** Tags or the note of a run where they stand: pressed, they become a field. */
export function EditInPlace({ run, what, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} width={320} position="bottom-start" withArrow shadow="md" trapFocus>
      <Popover.Target>
        <UnstyledButton
          tabIndex={-1}
          className="edit-in-place"
          data-edit={what}
          title={`Edit the ${what} (${what === 'tags' ? 't' : 'n'})`}
          onClick={() => setOpen(!isOpen)}
        >
          {children}
          <span className="hidden-text">
            Edit the {what} of run {run.number}
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown
        aria-label={`${what === 'tags' ? 'Tags' : 'Note'} of run ${run.number}`}
        onKeyDown={(event) => {
          // The table's own keys are not for what is typed here.
          event.stopPropagation();
          if (event.key === 'Escape') setOpen(false);
        }}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        {what === 'tags' ? <TagEditor run={run} /> : <NoteEditor run={run} />}
      </Popover.Dropdown>
    </Popover>
  );
}
