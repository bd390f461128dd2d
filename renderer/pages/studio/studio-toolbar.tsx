import { useState } from 'react';
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconChevronDown } from '@tabler/icons-react';
import type { Dataset } from '#shared/domain/dataset.ts';
import { groupsPresets } from '#shared/domain/groups-presets.ts';
import { redoStep, undoStep, useUndo } from '../../core/undo.ts';
import { changeDraft, settleDraft, type Draft } from './draft-store.ts';
import { openVersion } from './open-version.ts';
import { RecipeDialog } from './recipe-dialog.tsx';

const presets = Object.entries(groupsPresets);

/** Where to start from, undo and redo, and the recipe as JSON. */
export function StudioToolbar({ draft, datasets }: { draft: Draft; datasets: readonly Dataset[] }) {
  const [isOpen, setOpen] = useState(false);
  const { done, undone } = useUndo();
  const versions = datasets.filter(({ recipe }) => recipe.source === 'synthetic:groups');
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
            Start from
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
          <Menu.Label>Presets</Menu.Label>
          {presets.map(([name, recipe]) => (
            <Menu.Item
              key={name}
              onClick={() => changeDraft(`preset ${name}`, (now) => ({ ...now, recipe, origin: null }))}
            >
              {name}
            </Menu.Item>
          ))}
          {versions.length > 0 && <Menu.Label>Versions</Menu.Label>}
          {versions.map((version) => (
            <Menu.Item key={version.id} onClick={() => openVersion(version)}>
              {version.name} v{version.version}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" onClick={() => setOpen(true)}>
        Recipe…
      </Button>
      <Tooltip label={done.length > 0 ? `Undo: ${done.at(-1)!.title}` : 'Nothing to undo'}>
        <ActionIcon
          aria-label="Undo"
          disabled={done.length === 0}
          onClick={() => {
            settleDraft();
            undoStep();
          }}
        >
          <IconArrowBackUp size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={undone.length > 0 ? `Redo: ${undone.at(-1)!.title}` : 'Nothing to redo'}>
        <ActionIcon aria-label="Redo" disabled={undone.length === 0} onClick={() => redoStep()}>
          <IconArrowForwardUp size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <RecipeDialog recipe={draft.recipe} name={draft.name} opened={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}
