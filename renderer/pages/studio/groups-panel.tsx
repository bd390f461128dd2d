import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { Panel } from '../../components/panel.tsx';
import { PlainHead } from '../../components/plain-head.tsx';
import { changeDraft, editRecipe } from './draft-store.ts';
import { GroupLetter } from './group-letter.tsx';
import { NumberField } from './number-field.tsx';
import { addGroup, removeGroup, withGroup } from './recipe-edits.ts';

type Props = { recipe: GroupsRecipe; selected: number; onSelect(index: number): void };

const mostGroups = 40;

/** All groups with their sizes; the chosen one is edited below. */
export function GroupsPanel({ recipe, selected, onSelect }: Props) {
  const { groups } = recipe;
  const add = () => {
    changeDraft('add a group', (draft) => ({ ...draft, recipe: addGroup(draft.recipe) }));
    onSelect(groups.length);
  };
  const remove = (index: number) => {
    const { name } = groups[index]!;
    changeDraft(`remove ${name}`, (draft) => ({ ...draft, recipe: removeGroup(draft.recipe, index) }));
    onSelect(0);
  };
  return (
    <Panel
      title="Groups"
      flush
      aside={
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={groups.length >= mostGroups}
          onClick={add}
        >
          Add a group
        </Button>
      }
    >
      <table className="plain-table studio-groups" aria-label="Groups">
        <PlainHead of={['Group', 'Users', { end: 'Items each' }, { hidden: 'Remove' }]} />
        <tbody>
          {groups.map(({ name, letter, size, activity, profiles }, index) => (
            <tr key={index} data-selected={index === selected || undefined}>
              <td>
                <button
                  type="button"
                  className="studio-group-button"
                  aria-pressed={index === selected}
                  onClick={() => onSelect(index)}
                >
                  <GroupLetter group={index} letter={letter} />
                  <span className="clip">{name}</span>
                </button>
              </td>
              <td>
                <NumberField
                  hidesLabel
                  label={`Users of ${name}`}
                  value={size}
                  min={2}
                  max={100_000}
                  onChange={(next) => editRecipe(`users of ${name}`, (now) => withGroup(now, index, { size: next }))}
                />
              </td>
              <td className="end num muted">{profiles ? 'crafted' : `${activity.mean} ± ${activity.spread}`}</td>
              <td className="end">
                <ActionIcon
                  size={24}
                  aria-label={`Remove ${name}`}
                  disabled={groups.length === 1}
                  onClick={() => remove(index)}
                >
                  <IconX size={14} aria-hidden />
                </ActionIcon>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
