import { useRef, useState } from 'react';
import { ActionIcon, Button, Popover, TextInput, UnstyledButton } from '@mantine/core';
import { IconBookmark, IconCheck, IconPencil, IconTrash } from '@tabler/icons-react';
import type { Kind } from '#shared/domain/kind.ts';
import type { SavedView } from '#shared/domain/saved-view.ts';
import { useCall } from '../../core/use-call.ts';
import { useCommand } from '../../core/use-command.ts';
import { notifyFailure } from '../../parts/notify.tsx';
import { isPreset, presetOf, presetPage, presetView, type Preset } from './presets.ts';

type Props = { kind: Kind; form: Preset; onChoose(preset: Preset): void };

/** Parameters under names, kept in the data folder: chosen, saved, renamed, deleted. */
export function PresetMenu({ kind, form, onChoose }: Props) {
  const views = useCall('views.list', { page: presetPage[kind] }).data ?? [];
  const presets = views.flatMap((view) => {
    const preset = presetOf(view);
    return preset ? [{ view, preset }] : [];
  });
  const current = presets.find(({ preset }) => isPreset(preset, form));
  const [isOpen, setOpen] = useState(false);
  const [renamed, setRenamed] = useState<string | null>(null);
  const save = useCommand('views.save', ['views.']);
  const show = (open: boolean) => {
    setOpen(open);
    setRenamed(null);
  };
  return (
    <Popover opened={isOpen} onChange={show} position="bottom-end" width={340} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconBookmark size={14} aria-hidden />}
          onClick={() => show(!isOpen)}
        >
          {current ? current.view.name : 'Presets'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Presets of parameters" className="presets">
        {presets.length === 0 ? (
          <p className="muted small">No preset is saved yet.</p>
        ) : (
          <ul aria-label="Presets">
            {presets.map(({ view, preset }) => (
              <li key={view.id}>
                {view.id === renamed ? (
                  <Rename view={view} onEnd={() => setRenamed(null)} />
                ) : (
                  <Line
                    view={view}
                    preset={preset}
                    isCurrent={view === current?.view}
                    onChoose={() => {
                      onChoose(preset);
                      show(false);
                    }}
                    onRename={() => setRenamed(view.id)}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
        <NameLine
          label="Name of this preset"
          action="Save preset"
          taken={presets.map(({ view }) => view.name)}
          onName={(name, done) =>
            save.mutate(presetView(kind, name, form), {
              onSuccess: done,
              onError: (error) => notifyFailure('The preset was not saved', error),
            })
          }
        />
      </Popover.Dropdown>
    </Popover>
  );
}

type LineProps = { view: SavedView; preset: Preset; isCurrent: boolean; onChoose(): void; onRename(): void };

function Line({ view, preset, isCurrent, onChoose, onRename }: LineProps) {
  const remove = useCommand('views.delete', ['views.']);
  const onError = (error: Error) => notifyFailure('The preset was not deleted', error);
  return (
    <div className="preset-line">
      <UnstyledButton className="preset-choose" aria-pressed={isCurrent} onClick={onChoose}>
        {isCurrent ? <IconCheck size={14} aria-hidden /> : <span className="preset-mark" />}
        <span className="clip">{view.name}</span>
        <code className="muted small">{preset.algorithm}</code>
      </UnstyledButton>
      <ActionIcon size={24} aria-label={`Rename the preset ${view.name}`} onClick={onRename}>
        <IconPencil size={14} aria-hidden />
      </ActionIcon>
      <ActionIcon
        size={24}
        aria-label={`Delete the preset ${view.name}`}
        onClick={() => remove.mutate({ view: view.id }, { onError })}
      >
        <IconTrash size={14} aria-hidden />
      </ActionIcon>
    </div>
  );
}

function Rename({ view, onEnd }: { view: SavedView; onEnd(): void }) {
  const rename = useCommand('views.rename', ['views.']);
  return (
    <NameLine
      label={`New name of ${view.name}`}
      action="Rename"
      first={view.name}
      onName={(name) =>
        rename.mutate(
          { view: view.id, name },
          { onSuccess: onEnd, onError: (error) => notifyFailure('The preset was not renamed', error) },
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
  const wanted = name.trim();
  // The button that was pressed is disabled then: without the focus the list would not hear Escape.
  const done = () => {
    setName('');
    field.current?.focus();
  };
  const submit = () => {
    if (wanted !== '') onName(wanted, done);
  };
  return (
    <div className="preset-name">
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
