import { act } from 'react';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { SchemaForm } from '../../../../renderer/components/schema-form/schema-form.tsx';
import { mount } from './mount.tsx';

const schema = z.toJSONSchema(
  z.strictObject({
    n_neighbors: z.int().min(1).max(100).default(10).describe('Most similar users'),
    neighbourhood: z.enum(['own', 'reverse']).default('own'),
    normalise: z.boolean().default(false),
  }),
  { io: 'input' },
);

it('labels every field by its name and explains it', async () => {
  const { element } = await mount(<SchemaForm schema={schema} values={{}} onChange={() => {}} />);
  const labels = [...element.querySelectorAll('label')].map((label) => label.textContent);
  expect(labels).toEqual(['n_neighbors', 'neighbourhood', 'normalise']);
  expect(element.textContent?.replaceAll('\u00a0', ' ')).toContain('Most similar users. 1 to 100');
});

it('gives back only what was chosen, and forgets what is taken back', async () => {
  const given: unknown[] = [];
  const form = (values: Record<string, string>) => (
    <SchemaForm schema={schema} values={values} onChange={(next) => given.push(next)} />
  );
  const { element, again } = await mount(form({}));
  const select = element.querySelector('select')!;
  const choose = (value: string) =>
    act(async () => {
      select.value = value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
  await choose('reverse');
  expect(given).toEqual([{ neighbourhood: 'reverse' }]);
  await again(form({ neighbourhood: 'reverse' }));
  await act(async () => element.querySelector<HTMLInputElement>('input[type=checkbox]')!.click());
  expect(given.at(-1)).toEqual({ neighbourhood: 'reverse', normalise: true });
});
