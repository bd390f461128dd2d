import { expect, it } from 'vitest';
import { groupsPresets } from '#shared/domain/groups-presets.ts';
import { GroupsRecipe } from '#shared/domain/groups-recipe.ts';
import { groupKinds, groupOfKind } from '../../../../../renderer/pages/studio/group-kinds.ts';
import { addGroup } from '../../../../../renderer/pages/studio/recipe-edits.ts';

it.each(Object.entries(groupsPresets))('adds a group of every kind to %s, and the recipe can be used', (_, recipe) => {
  for (const kind of groupKinds) {
    const fields = groupOfKind(recipe, kind);
    if (!fields) continue;
    const added = addGroup(recipe, fields);
    expect(GroupsRecipe.safeParse(added).error?.issues ?? []).toEqual([]);
    expect(added.groups.at(-1)).toMatchObject({ role: kind.role, activity: kind.activity });
  }
});

it('links a bridge to groups that there are, and makes none where there are not two', () => {
  const bridge = groupKinds.find(({ role }) => role === 'bridge')!;
  expect(groupOfKind(groupsPresets['six-groups'], bridge)?.bridges).toEqual(['tech', 'sports']);
  const lone = { ...groupsPresets['six-groups'], groups: [groupKinds[0]!] };
  expect(groupOfKind(lone, bridge)).toBeNull();
});
