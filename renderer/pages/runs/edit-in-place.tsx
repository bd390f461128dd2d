import { useRef, useState, type ReactNode } from 'react';
import { Popover } from '@mantine/core';
import type { Run } from '#shared/domain/run.ts';
import { NoteEditor } from '../../parts/note-editor.tsx';
import { TagEditor } from '../../parts/tag-editor.tsx';

type Props = { run: Run; what: 'tags' | 'note'; isEmpty: boolean; children: ReactNode };

/** The kit would name it after the place it hangs on, which has no words. */
const dialog = { role: 'dialog' } as const;

/** Tags or the note of a run where they stand: pressed, they become a field. The field exists only then, for a table has many rows. */
export function EditInPlace({ run, what, isEmpty, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    // What was typed is saved when its field is left, so that comes first.
    button.current?.closest('tr')?.focus();
    setOpen(false);
  };
  return (
    <span className="edit-in-place">
      <button
        ref={button}
        type="button"
        tabIndex={-1}
        className="row-button"
        data-edit={what}
        data-empty={isEmpty || undefined}
        data-quiet={(isEmpty && !isOpen) || undefined}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        title={`Edit the ${what} (${what === 'tags' ? 't' : 'n'})`}
        onClick={() => setOpen(true)}
      >
        {children}
        <span className="hidden-text">
          Edit the {what} of run {run.number}
        </span>
      </button>
      {isOpen && (
        <Popover
          opened
          onDismiss={close}
          withRoles={false}
          width={what === 'tags' ? 'max-content' : 320}
          position="bottom-start"
          withArrow
          shadow="md"
          trapFocus
        >
          <Popover.Target>
            <span className="edit-anchor" onClick={close} aria-hidden />
          </Popover.Target>
          <Popover.Dropdown
            {...dialog}
            aria-label={`${what === 'tags' ? 'Tags' : 'Note'} of run ${run.number}`}
            onKeyDown={(event) => {
              // The table's own keys are not for what is typed here.
              event.stopPropagation();
              if (event.key === 'Escape') close();
            }}
            onDoubleClick={(event) => event.stopPropagation()}
          >
            {what === 'tags' ? <TagEditor run={run} /> : <NoteEditor run={run} />}
          </Popover.Dropdown>
        </Popover>
      )}
    </span>
  );
}
