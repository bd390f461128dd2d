import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeBundle } from '#runs/bundle/write-bundle.ts';
import type { Problem } from '#shared/serving/problem.ts';
import type { GenerateAnswer } from '#shared/serving/recommendations.ts';
import { bundleContents, postId } from '../../support/served-bundle.ts';
import { startServing, type ServedForTest } from '../../support/serving.ts';

/** Even items are drama, every third one is science fiction; the last ten are nothing. */
const categoriesOf = (item: number) => (item >= 30 ? [] : [...(item % 2 ? [] : [0]), ...(item % 3 ? [] : [1])]);

let served: ServedForTest;
beforeAll(async () => {
  served = await startServing({}, null);
  const contents = await bundleContents();
  const rows = contents.itemIds.map((_, item) => categoriesOf(item));
  const indices = Int32Array.from(rows.flat());
  const indptr = Int32Array.from([0, ...rows].map((_, n) => rows.slice(0, n).flat().length));
  const membership = { rows: rows.length, cols: 2, indptr, indices, values: new Float64Array(indices.length).fill(1) };
  const file = join(served.folder, 'cf_v1.kindred');
  await writeBundle(file, { ...contents, itemCategories: { names: ['Drama', 'Sci-Fi'], membership } });
  await served.api.slots.load(file);
  served.api.slots.promote('cf_v1');
});
afterAll(() => served.close());

const ask = async (user_id: string, categories: string[]) =>
  (await (
    await served.post('/recommendations/generate', { user_id, limit: 100, context: { categories } })
  ).json()) as GenerateAnswer;
const posts = ({ recommendations }: GenerateAnswer) => recommendations.map(({ post_id }) => post_id);
const itemsOf = (category: number) =>
  Array.from({ length: 40 }, (_, item) => item)
    .filter((item) => categoriesOf(item).includes(category))
    .map(postId);

it('gives only items in one of the categories that were asked for, in the order of the whole list', async () => {
  for (const user of ['u01', 'u07', 'a stranger']) {
    const all = posts(await ask(user, []));
    const drama = posts(await ask(user, ['Drama']));
    expect(drama.length).toBeGreaterThan(0);
    expect(drama.every((post) => itemsOf(0).includes(post))).toBe(true);
    const inBoth = all.filter((post) => itemsOf(0).includes(post));
    expect(drama.slice(0, inBoth.length)).toEqual(inBoth);
    const either = posts(await ask(user, ['Drama', 'Sci-Fi']));
    expect(either.every((post) => itemsOf(0).includes(post) || itemsOf(1).includes(post))).toBe(true);
  }
});

it('refuses a category that the model does not know', async () => {
  const response = await served.post('/recommendations/generate', {
    user_id: 'u01',
    context: { categories: ['Drame'] },
  });
  expect(response.status).toBe(400);
  expect(((await response.json()) as Problem).message).toBe('There is no category "Drame". Did you mean "Drama"?');
});

it('says that a model has none', async () => {
  const plain = await startServing();
  const response = await plain.post('/v1/session/recommend', { post_ids: ['p01'], context: { categories: ['Drama'] } });
  expect(response.status).toBe(400);
  expect(((await response.json()) as Problem).message).toContain('knows no categories of its items');
  await plain.close();
});
