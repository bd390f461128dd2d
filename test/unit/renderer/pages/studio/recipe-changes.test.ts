import { expect, it } from 'vitest';
import { groupsPresets } from '#shared/domain/groups-presets.ts';
import { addGroup, removeGroup, withGroup, withOverlap } from '../../../../../renderer/pages/studio/recipe-edits.ts';
import { recipeChanges } from '../../../../../renderer/pages/studio/recipe-changes.ts';

const sample = groupsPresets['six-groups'];

it('finds nothing where nothing is otherwise', () => {
  expect(recipeChanges(sample, structuredClone(sample))).toEqual([]);
});

it('says each change with what was and what is', () => {
  const edited = withOverlap(
    withGroup({ ...sample, seed: 9, held_out: 0.3 }, 3, { size: 150, noise: 0.2 }),
    0,
    5,
    0.65,
  );
  expect(recipeChanges(sample, edited)).toEqual([
    'seed 7 → 9',
    'held out 20 % → 30 %',
    'users of casual 120 → 150',
    'noise of casual 0.1 → 0.2',
    'overlap T × B 0.6 → 0.65',
  ]);
});

it('names groups that came and went, and does not mistake others for them', () => {
  const fewer = removeGroup(sample, 2);
  expect(recipeChanges(sample, fewer)).toEqual(['without mixed']);
  expect(recipeChanges(sample, addGroup(sample, { name: 'late' }))).toEqual(['with late']);
  expect(recipeChanges(fewer, withGroup(fewer, 0, { pools: { tech: 1, sports: 2 } }))).toEqual([
    'taste of tech for sports 0 → 2',
  ]);
});

it('says that something is otherwise where it has no word for it', () => {
  expect(recipeChanges(sample, { ...sample, topics: { count: 2, focus: 0 } })).toEqual(['other parts of the recipe']);
});
