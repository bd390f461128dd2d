import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { ActionIcon, Button, Popover, TextInput, UnstyledButton } from '@mantine/core';
import { IconBookmark, IconCheck, IconPencil, IconTrash } from '@tabler/icons-react';
import type { SavedView } from '#shared/domain/saved-view.ts';
import { useCommand } from '../core/use-command.ts';
import { notifyFailure } from './notify.tsx';
import './saved-menu.css';

/** Something kept under a name: the view that the data folder has, what it stands for, and a word behind its name. */
export type Saved<T> = { view: SavedView; value: T; note?: string };

type Props<T> = {
  /** What is kept, in the middle of a sentence: `view`. */
  thing: string;
  /** Many of them, on the button: `Views`. */
  title: string;
  saved: readonly Saved<T>[];
  /** The one that the page shows just now. */
  current: Saved<T> | undefined;
  onChoose(value: T, name: string): void;
  /** What is kept of the page as it is now, under a name. */
  toSave(name: string): Pick<SavedView, 'page' | 'name' | 'search'>;
  size?: 'compact-sm';
  /** What else can be done, below. @param close closes all of it */
  more?: (close: () => void) => ReactNode;
};

/** States of a page under names, kept in the data folder: chosen, saved, renamed, deleted. The arrows go through the names. */
export function SavedMenu<T>({ thing, title, saved, current, onChoose, toSave, size, more }: Props<T>) {
  const [isOpen, setOpen] = useState(false);
  const [renamed, setRenamed] = useState<string | null>(null);
  const heading = useId();
  const save = useCommand('views.save', ['views.']);
  const show = (open: boolean) => {
    setOpen(open);
    setRenamed(null);
  };
  return (
    <Popover opened={isOpen} onChange={show} position="bottom-end" width={340} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          {...(size && { size })}
          leftSection={<IconBookmark size={14} aria-hidden />}
          onClick={() => show(!isOpen)}
        >
          {current ? current.view.name : title}
        </Button>
      </Popover.Target>
      {/* Named by what it holds, not by its button, which has the name of what is shown. */}
      <Popover.Dropdown aria-labelledby={heading} className="saved">
        <span id={heading} className="hidden-text">
          {title}
        </span>
        {saved.length === 0 ? (
          <p className="muted small">No {thing} is saved yet.</p>
        ) : (
          <ul aria-label={title}>
            {saved.map((each) => (
              <li key={each.view.id}>
                {each.view.id === renamed ? (
                  <Rename thing={thing} view={each.view} onEnd={() => setRenamed(null)} />
                ) : (
                  <Line
                    thing={thing}
                    saved={each}
                    isCurrent={each === current}
                    onChoose={() => {
                      onChoose(each.value, each.view.name);
                      show(false);
                    }}
                    onRename={() => setRenamed(each.view.id)}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
        <NameLine
          label={`Name of this ${thing}`}
          action={`Save ${thing}`}
          taken={saved.map(({ view }) => view.name)}
          onName={(name, done) =>
            save.mutate(toSave(name), {
              onSuccess: done,
              onError: (error) => notifyFailure(`The ${thing} was not saved`, error),
            })
          }
        />
        {more?.(() => show(false))}
      </Popover.Dropdown>
    </Popover>
  );
}

/** Up, Down, Home and End go from name to name, as in a menu. */
function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  const names = [...(event.currentTarget.closest('ul')?.querySelectorAll<HTMLElement>('.saved-choose') ?? [])];
  const at = names.indexOf(event.currentTarget);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: names.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  names.at(next % names.length)?.focus();
}

type LineProps<T> = { thing: string; saved: Saved<T>; isCurrent: boolean; onChoose(): void; onRename(): void };

function Line<T>({ thing, saved: { view, note }, isCurrent, onChoose, onRename }: LineProps<T>) {
  const remove = useCommand('views.delete', ['views.']);
  const onError = (error: Error) => notifyFailure(`The ${thing} was not deleted`, error);
  return (
    <div className="saved-line">
      <UnstyledButton className="saved-choose" aria-pressed={isCurrent} onClick={onChoose} onKeyDown={moveFocus}>
        {isCurrent ? <IconCheck size={14} aria-hidden /> : <span className="saved-mark" />}
        <span className="clip">{view.name}</span>
        {note && <code className="muted small">{note}</code>}
      </UnstyledButton>
      <ActionIcon size={24} aria-label={`Rename the ${thing} ${view.name}`} onClick={onRename}>
        <IconPencil size={14} aria-hidden />
      </ActionIcon>
      <ActionIcon
        size={24}
        aria-label={`Delete the ${thing} ${view.name}`}
        onClick={() => remove.mutate({ view: view.id }, { onError })}
      >
        <IconTrash size={14} aria-hidden />
      </ActionIcon>
    </div>
  );
}

function Rename({ thing, view, onEnd }: { thing: string; view: SavedView; onEnd(): void }) {
  const rename = useCommand('views.rename', ['views.']);
  return (
    <NameLine
      label={`New name of ${view.name}`}
      action="Rename"
      first={view.name}
      onName={(name) =>
        rename.mutate(
          { view: view.id, name },
          { onSuccess: onEnd, onError: (error) => notifyFailure(`The ${thing} was not renamed`, error) },
        )
      }
    />
  );
}

type NameLineProps = {
  label: string;
  action: string;
  first?: string;
  /** Names that would be replaced, which is said. */
  taken?: readonly string[];
  onName(name: string, done: () => void): void;
};

function NameLine({ label, action, first = '', taken = [], onName }: NameLineProps) {
  const [name, setName] = useState(first);
  const field = useRef<HTMLInputElement>(null);
  // The button that was pressed is disabled then: without the focus the list would not hear Escape.
  const done = () => {
    setName('');
    field.current?.focus();
  };
  const wanted = name.trim();
  const submit = () => {
    if (wanted !== '') onName(wanted, done);
  };
  return (
    <div className="saved-name">
      <TextInput
        ref={field}
        aria-label={label}
        placeholder={label}
        maxLength={100}
        data-autofocus={first !== '' || undefined}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && submit()}
      />
      <Button size="xs" disabled={wanted === ''} onClick={submit}>
        {taken.includes(wanted) ? 'Replace' : action}
      </Button>
    </div>
  );
}
