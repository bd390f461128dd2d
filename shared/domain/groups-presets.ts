import { GroupsRecipe } from './groups-recipe.ts';
import { disjointGroups, nestedGroups } from './groups-shapes.ts';
import { topicItems } from './topic-items.ts';

const sports = ['football', 'basketball', 'tennis', 'running', 'swimming'];

/** The reference set: 20 crafted users. One kind of interaction, so that equal lists are equal rows. */
const reference: GroupsRecipe = GroupsRecipe.parse({
  user_ids: { prefix: 'user' },
  funnel: [{ type: 'like', probability: 1 }],
  pools: [
    { name: 'tech', items: ['python', 'react', 'docker', 'kubernetes', 'typescript', 'postgres'], skew: 0 },
    { name: 'sports', items: sports, skew: 0 },
    { name: 'everyday', items: ['coffee', 'pizza', 'travel', 'music'], skew: 0 },
  ],
  groups: [
    {
      name: 'tech',
      letter: 'T',
      size: 5,
      noise: 0,
      profiles: [
        ['python', 'react', 'docker'],
        ['python', 'react', 'kubernetes'],
        ['python', 'docker', 'kubernetes'],
        ['react', 'docker', 'typescript'],
        ['python', 'react', 'docker', 'postgres'],
      ],
    },
    { name: 'sports', letter: 'S', size: 5, noise: 0, profiles: [sports] },
    {
      name: 'mixed',
      letter: 'M',
      size: 3,
      noise: 0,
      profiles: [
        ['python', 'react', 'football', 'tennis'],
        ['docker', 'kubernetes', 'basketball', 'running'],
        ['react', 'typescript', 'tennis', 'swimming'],
      ],
    },
    {
      name: 'casual',
      letter: 'C',
      size: 3,
      role: 'casual',
      noise: 0,
      profiles: [['python', 'coffee'], ['football', 'pizza'], ['coffee']],
    },
    {
      name: 'power',
      letter: 'P',
      size: 2,
      role: 'power',
      noise: 0,
      profiles: [
        ['python', 'react', 'docker', 'kubernetes', 'typescript', 'postgres', ...sports, 'coffee', 'music'],
        ['python', 'react', 'docker', 'kubernetes', 'postgres', ...sports, 'coffee', 'pizza', 'travel'],
      ],
    },
    {
      name: 'bridge',
      letter: 'B',
      size: 2,
      role: 'bridge',
      noise: 0,
      profiles: [
        ['kubernetes', 'postgres', 'running', 'swimming'],
        ['python', 'docker', 'football', 'music'],
      ],
    },
  ],
});

/** 600 users × 240 items in six groups: the sample that every screen and benchmark shows. */
const sixGroups: GroupsRecipe = GroupsRecipe.parse({
  user_ids: { prefix: 'u', digits: 3 },
  topics: { count: 4, focus: 0.85 },
  funnel: [
    { type: 'view', probability: 1 },
    { type: 'click', probability: 0.9 },
    { type: 'like', probability: 0.85 },
    { type: 'share', probability: 0.1 },
  ],
  pools: Object.entries(topicItems).map(([name, items]) => ({ name, items })),
  groups: [
    { name: 'tech', letter: 'T', size: 120, pools: { tech: 1 }, activity: { mean: 18, spread: 4 }, noise: 0.1 },
    { name: 'sports', letter: 'S', size: 120, pools: { sports: 1 }, activity: { mean: 18, spread: 4 }, noise: 0.1 },
    { name: 'mixed', letter: 'M', size: 120, pools: { culture: 1 }, activity: { mean: 15, spread: 5 }, noise: 0.1 },
    {
      name: 'casual',
      letter: 'C',
      size: 120,
      role: 'casual',
      pools: { everyday: 1 },
      activity: { mean: 4, spread: 2 },
      noise: 0.1,
    },
    {
      name: 'power',
      letter: 'P',
      size: 60,
      role: 'power',
      pools: { trends: 1 },
      activity: { mean: 90, spread: 20 },
      noise: 0.1,
    },
    {
      name: 'bridge',
      letter: 'B',
      size: 60,
      role: 'bridge',
      bridges: ['tech', 'sports'],
      activity: { mean: 20, spread: 5 },
      noise: 0.1,
    },
  ],
  overlap: [
    [1, 0.05, 0.4, 0.2, 0.3, 0.6],
    [0.05, 1, 0.4, 0.2, 0.3, 0.6],
    [0.4, 0.4, 1, 0.2, 0.3, 0.5],
    [0.2, 0.2, 0.2, 1, 0.3, 0.2],
    [0.3, 0.3, 0.3, 0.3, 1, 0.3],
    [0.6, 0.6, 0.5, 0.2, 0.3, 1],
  ],
});

/** Recipes to start from. */
export const groupsPresets = {
  reference,
  'six-groups': sixGroups,
  disjoint: disjointGroups,
  nested: nestedGroups,
} as const;
