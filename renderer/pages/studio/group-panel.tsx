import { NativeSelect, TextInput } from '@mantine/core';
import { GroupRole, type Group, type GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { Panel } from '../../components/panel.tsx';
import { editRecipe, settleDraft } from './draft-store.ts';
import { NumberField } from './number-field.tsx';
import { linkable } from './bridge-edits.ts';
import { SliderField } from './slider-field.tsx';
import { TasteFields } from './taste-fields.tsx';
import { withGroup } from './recipe-edits.ts';

const roles: Record<GroupRole, string> = {
  normal: 'normal',
  casual: 'casual: views only',
  power: 'power: half of the taste is anything',
  bridge: 'bridge: between two groups',
};

/** One group: who they are, how much they do, what they like. */
export function GroupPanel({ recipe, index }: { recipe: GroupsRecipe; index: number }) {
  const group = recipe.groups[index];
  if (!group) return null;
  const { name, letter, role, activity, noise, profiles } = group;
  const edit = (what: string, part: Partial<Group>) =>
    editRecipe(`${what} of ${name}`, (now) => withGroup(now, index, part));
  const [first, second] = linkable(recipe);
  const toRole = (next: GroupRole) => {
    const needsEnds = next === 'bridge' && !group.bridges && first !== undefined && second !== undefined;
    edit('role', needsEnds ? { role: next, bridges: [first, second] } : { role: next });
    settleDraft();
  };
  return (
    <Panel title={`Group ${name}`}>
      <div className="studio-fields">
        <div className="studio-name">
          <TextInput
            label="Name"
            value={name}
            maxLength={40}
            onChange={(event) =>
              editRecipe(`name of group ${index + 1}`, (now) =>
                withGroup(now, index, { name: event.currentTarget.value }),
              )
            }
            onBlur={settleDraft}
          />
          <TextInput
            label="Letter"
            value={letter}
            maxLength={1}
            onChange={(event) => edit('letter', { letter: event.currentTarget.value })}
            onBlur={settleDraft}
          />
        </div>
        <NativeSelect
          label="Role"
          value={role}
          data={GroupRole.options.map((value) => ({ value, label: roles[value] }))}
          onChange={(event) => toRole(GroupRole.catch('normal').parse(event.currentTarget.value))}
        />
        {profiles ? (
          <p className="muted small">
            Crafted users: their {profiles.length === 1 ? 'list is' : `${profiles.length} lists are`} in the recipe as
            JSON.
          </p>
        ) : (
          <div className="studio-name">
            <NumberField
              label="Items a user"
              value={activity.mean}
              min={1}
              max={50_000}
              decimals={1}
              onChange={(mean) => edit('activity', { activity: { ...activity, mean } })}
            />
            <NumberField
              label="Spread ±"
              value={activity.spread}
              min={0}
              max={50_000}
              decimals={1}
              onChange={(spread) => edit('spread', { activity: { ...activity, spread } })}
            />
          </div>
        )}
        <SliderField
          label="Noise"
          value={noise}
          min={0}
          max={1}
          step={0.05}
          decimals={2}
          onChange={(next) => edit('noise', { noise: next })}
        />
        {!profiles && <TasteFields recipe={recipe} index={index} />}
      </div>
    </Panel>
  );
}
