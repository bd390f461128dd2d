import { expect, it } from 'vitest';
import { groupsPresets } from '#shared/domain/groups-presets.ts';
import { readRecipe } from '../../../../../renderer/pages/studio/recipe-faults.ts';

const six = groupsPresets['six-groups'];
const [tech, ...others] = six.groups;
const faultsOf = (part: object) => readRecipe({ ...six, ...part }).faults;
const faultsOfTech = (part: object) => faultsOf({ groups: [{ ...tech, ...part }, ...others] });

it('finds nothing wrong with a preset', () => {
  expect(readRecipe(six)).toEqual({ recipe: six, faults: [] });
});

it('names the group and its field as the page does, and says what is possible', () => {
  expect(faultsOfTech({ size: 0 })).toEqual(['Group tech, users: at least 2, not 0.']);
  expect(faultsOfTech({ size: 2.5 })).toEqual(['Group tech, users: a whole number is needed.']);
  expect(faultsOfTech({ size: 'many' })).toEqual(['Group tech, users: a number is needed.']);
  expect(faultsOfTech({ activity: { mean: 0, spread: 4 } })).toEqual(['Group tech, items a user: at least 1, not 0.']);
  expect(faultsOfTech({ noise: 1.5 })).toEqual(['Group tech, noise: at most 1, not 1.5.']);
  expect(faultsOfTech({ letter: '' })).toEqual(['Group tech, letter: one letter or digit.']);
  expect(faultsOfTech({ pools: { tech: -1 } })).toEqual(['Group tech, taste for tech: above 0, not -1.']);
  expect(faultsOfTech({ role: 'boss' })).toEqual(['Group tech, role: one of normal, casual, power, bridge.']);
  expect(faultsOfTech({ colour: 'red' })).toEqual(['Group tech: there is no field "colour".']);
  expect(faultsOfTech({ size: undefined })).toEqual(['Group tech, users: missing.']);
});

it('tells a group without a name by its letter', () => {
  expect(faultsOfTech({ name: '' })).toContain('Group T, name: missing.');
});

it('says what is wrong across groups', () => {
  expect(faultsOfTech({ letter: 'S' })).toEqual(['Groups: two groups share the name or letter "S".']);
  const overlap = six.overlap.map((row, a) => row.map((value, b) => (a === 0 && b === 1 ? 0.9 : value)));
  expect(faultsOf({ overlap })).toEqual(['Overlap: tech × sports is 0.9 one way and 0.05 the other.']);
  expect(
    faultsOf({ overlap: overlap.map((row, a) => row.map((value, b) => (a === 0 && b === 1 ? 2 : value))) }),
  ).toContain('Overlap tech × sports: at most 1, not 2.');
  expect(faultsOf({ seed: -1 })).toEqual(['Seed: at least 0, not -1.']);
  expect(faultsOf({ groups: [] })).toContain('Groups: at least 1 is needed.');
  expect(faultsOf({ pools: [{ ...six.pools[0], skew: 9 }, ...six.pools.slice(1)] })).toEqual([
    'Item pool tech, popularity skew: at most 3, not 9.',
  ]);
  expect(readRecipe(7).faults).toEqual(['Recipe: an object is needed.']);
});

it('says the first five, and how many more there are', () => {
  const groups = six.groups.map((group) => ({ ...group, size: 1, noise: 2 }));
  const faults = faultsOf({ groups });
  expect(faults).toHaveLength(6);
  expect(faults.at(-1)).toBe('… and 7 more.');
});
