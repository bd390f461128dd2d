import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPlus, IconX } from '@tabler/icons-react';
import type { Group, GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { Panel } from '../../components/panel.tsx';
import { PlainHead } from '../../components/plain-head.tsx';
import { changeDraft, editRecipe } from './draft-store.ts';
import { groupKinds, groupOfKind } from './group-kinds.ts';
import { GroupLetter } from './group-letter.tsx';
import { NumberField } from './number-field.tsx';
import { addGroup, removeGroup, withGroup } from './recipe-edits.ts';

type Props = { recipe: GroupsRecipe; selected: number; onSelect(index: number): void };

const mostGroups = 40;

/** All groups with their sizes; the chosen one is edited below. */
export function GroupsPanel({ recipe, selected, onSelect }: Props) {
  const { groups } = recipe;
  const add = (fields?: Partial<Group>) => {
    const title = fields?.name === undefined ? 'add a group' : `add ${fields.name}`;
    changeDraft(title, (draft) => ({ ...draft, recipe: addGroup(draft.recipe, fields) }));
    onSelect(groups.length);
  };
  const isFull = groups.length >= mostGroups;
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
        <>
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={isFull}
            onClick={() => add()}
          >
            Add a group
          </Button>
          <Menu position="bottom-end" shadow="md">
            <Menu.Target>
              <ActionIcon size={24} aria-label="Add a group of a kind" disabled={isFull}>
                <IconChevronDown size={14} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {groupKinds.map((kind) => {
                const fields = groupOfKind(recipe, kind);
                return (
                  <Menu.Item key={kind.name} disabled={fields === null} onClick={() => fields && add(fields)}>
                    {kind.name}
                    <span className="muted small">
                      {' '}
                      {kind.activity.mean} ± {kind.activity.spread} items
                    </span>
                  </Menu.Item>
                );
              })}
            </Menu.Dropdown>
          </Menu>
        </>
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
                  <span className="clip" title={name}>
                    {name}
                  </span>
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
