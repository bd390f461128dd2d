import { expect, it } from 'vitest';
import { z } from 'zod';
import { formFields, rangeFault, rangeText } from '../../../../renderer/components/schema-form/form-fields.ts';

const schema = z.toJSONSchema(
  z.strictObject({
    n_neighbors: z.int().min(1).max(10_000).default(10).describe('Most similar users'),
    shrinkage: z.number().min(0).max(1e9).default(0),
    neighbourhood: z.enum(['own', 'reverse']).default('own'),
    normalise: z.boolean().default(true),
    column: z.string().optional(),
    seed: z.int().min(0).nullable().default(null),
    recipe: z.record(z.string(), z.json()).optional(),
  }),
  { io: 'input' },
);
const fields = formFields(schema);

it('finds the control of every property in the order of the config', () => {
  expect(fields.map(({ name, kind }) => [name, kind])).toEqual([
    ['n_neighbors', 'integer'],
    ['shrinkage', 'number'],
    ['neighbourhood', 'choice'],
    ['normalise', 'flag'],
    ['column', 'text'],
    ['seed', 'integer'],
    ['recipe', 'json'],
  ]);
});

it('carries help, default, bounds and choices', () => {
  expect(fields[0]).toMatchObject({ help: 'Most similar users', usual: 10, min: 1, max: 10_000 });
  expect(fields[2]).toMatchObject({ usual: 'own', options: ['own', 'reverse'] });
});

it('says what is wrong with a number only where it is outside', () => {
  expect(rangeFault({ min: 1, max: 10_000 }, 0)).toBe('This is outside 1 to 10,000');
  expect(rangeFault({ min: 1, max: 10_000 }, 10_001)).toBe('This is outside 1 to 10,000');
  expect(rangeFault({ min: 1, max: 10_000 }, 10_000)).toBeNull();
  expect(rangeFault({ min: undefined, max: undefined }, -5)).toBeNull();
  expect(rangeFault({ min: 1, max: 2 }, undefined)).toBeNull();
});

it('says a range only where it says something', () => {
  expect(rangeText({ min: 1, max: 10_000 })).toBe('1 to 10,000');
  expect(rangeText({ min: 0, max: 1e9 })).toBe('0 or more');
  expect(rangeText({ min: undefined, max: undefined })).toBe('');
});
