import { overlapAt, rbo } from '#shared/domain/rank-overlap.ts';
import type { Client } from '#shared/api/rpc.ts';
import { look } from './look.ts';
import { savedBy } from './saved-file.ts';
import { askStore } from './seeded-runs.ts';
import { expect, test } from './trained.ts';

test('a user: history, marked lists of two runs, reasons that sum to the score, neighbours and what-if', async ({
  app,
  home,
  trained: { client, runs },
}, info) => {
  const [popular, knn, other, bpr] = runs.map(({ id }) => id) as [string, string, string, string];
  const user = await userWithHit(client, knn);
  const go = (hash: string) => app.goto(new URL(`#/users${hash}`, app.url()).href);

  // One typical user a group to begin with; the core's.
  await go(`?a=2`);
  const archetypes = await client.users.archetypes({ run: knn });
  const cards = app.getByRole('region', { name: 'Users to begin with' }).getByRole('button');
  await expect(cards).toHaveCount(archetypes.length);
  await expect(cards.locator('strong')).toHaveText(archetypes.map((row) => row.user));
  await look(app, info, '1-start');

  // A search of the core, by keyboard.
  const search = app.getByRole('combobox', { name: 'User' });
  await search.fill(user);
  await app.getByRole('option', { name: user, exact: true }).click();
  await expect(app).toHaveURL(new RegExp(`user=${user}`));

  // U1: the list is what the run recommends, marked by what was held out.
  const view = await client.users.show({ run: knn, user });
  const list = app.getByRole('region', { name: 'List of the run' });
  const rows = list.locator('ol .list-row');
  const { recommendations } = await client.runs.recommend({ run: knn, user, limit: 10 });
  await expect(rows).toHaveCount(10);
  const shown = await rows.evaluateAll((nodes) =>
    nodes.map((node) => [
      node.querySelector('[data-item]')!.getAttribute('data-item'),
      node.querySelector('[data-mark]')!.getAttribute('data-mark'),
    ]),
  );
  const held = new Set(view.held_out!.map(({ item }) => item));
  expect(shown).toEqual(recommendations.map(({ item }) => [item, held.has(item) ? 'hit' : 'unknown']));
  const history = app.getByRole('region', { name: `History of ${user}` });
  await expect(history.locator('tbody tr')).toHaveCount(view.history.length);

  // U2: the reasons of a row sum to its score; a neighbour's shared items are those of both.
  await rows.first().click();
  const why = app.getByRole('region', { name: /^Why / });
  const explained = await client.users.explain({ run: knn, user, item: recommendations[0]!.item });
  await expect(why.locator('tfoot data')).toHaveAttribute('value', String(recommendations[0]!.score));
  const sum = explained.parts.reduce((total, { value }) => total + value, 0);
  expect(Math.abs(sum - recommendations[0]!.score)).toBeLessThan(1e-6);
  const bar = await why
    .locator('.contribution-bar span')
    .evaluateAll((nodes) => nodes.reduce((total, node) => total + parseFloat((node as HTMLElement).style.width), 0));
  expect(bar).toBeGreaterThan(95);
  const neighbours = await client.users.neighbours({ run: knn, user });
  const table = app.getByRole('region', { name: 'List of neighbours' });
  await expect(table.locator('tbody tr')).toHaveCount(neighbours.neighbours.length);
  const counts = await table.locator('tbody tr > td:nth-child(4)').allTextContents();
  expect(counts).toEqual(neighbours.neighbours.map(({ shared }) => String(shared.length)));
  const own = new Set(view.history.map(({ item }) => item));
  expect(neighbours.neighbours.flatMap(({ shared }) => shared.filter(({ item }) => !own.has(item)))).toEqual([]);
  for (const { user: other, shared } of neighbours.neighbours) {
    const theirs = new Set((await client.users.show({ run: knn, user: other })).history.map(({ item }) => item));
    expect(
      shared.filter(({ item }) => !theirs.has(item)),
      `shared with ${other}`,
    ).toEqual([]);
    expect(shared).toHaveLength([...own].filter((item) => theirs.has(item)).length);
  }
  await expect(app.locator('.ego-node')).toHaveCount(neighbours.neighbours.length);
  await look(app, info, '2-why');

  // U4: without an item the list is another one; nothing is stored, and Reset brings the list back.
  const before = await rows.evaluateAll(itemsOfRows);
  /** All of the run that is kept: its row, its metrics and the hashes of its files. */
  const kept = () =>
    askStore(home, async (store) => {
      const run = await store.runs.find(knn);
      return JSON.stringify([run, await store.runs.artifacts(run.id), await store.datasets.list()]);
    });
  const keptBefore = await kept();
  for (const { item } of view.history.slice(0, 3)) {
    await history
      .locator('tr', { has: app.locator(`[data-item="${item}"]`) })
      .getByRole('button')
      .click();
  }
  const remove = view.history.slice(0, 3).map(({ item }) => item);
  const expected = await client.users.whatIf({ run: knn, user, remove });
  await expect.poll(() => rows.evaluateAll(itemsOfRows)).toEqual(expected.list!.rows.map(({ item }) => item));
  expect(await rows.evaluateAll(itemsOfRows)).not.toEqual(before);
  // Its rows are explained with that history: the parts sum to the score of the imagined list.
  await rows.first().click();
  const [firstRow] = expected.list!.rows;
  await expect(why).toContainText(`for ${user} with the imagined history`);
  await expect(why.locator('tfoot data')).toHaveAttribute('value', String(firstRow!.score));
  const imagined = await client.users.explain({ run: knn, user, item: firstRow!.item, remove });
  expect(Math.abs(imagined.parts.reduce((total, { value }) => total + value, 0) - firstRow!.score)).toBeLessThan(1e-6);
  await expect(why.locator('tbody tr')).toHaveCount(Math.min(imagined.parts.length, 16));
  await history.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(() => rows.evaluateAll(itemsOfRows)).toEqual(before);
  await app.reload();
  await expect.poll(() => rows.evaluateAll(itemsOfRows)).toEqual(before);
  expect(await kept()).toBe(keptBefore);

  // U3: two runs side by side; each item of either list is one line, in its lane.
  await go(`?user=${user}&a=2&b=1`);
  const shift = app.getByRole('region', { name: 'Rank shift from A to B' });
  const [listA, listB] = await Promise.all(
    [knn, popular].map(async (run) => (await client.users.list({ run, user })).rows.map(({ item }) => item)),
  );
  const lanes = shift.locator('g[data-lane]');
  const union = [...new Set([...listA!, ...listB!])];
  await expect(lanes).toHaveCount(union.length);
  const found = await lanes.evaluateAll((nodes) =>
    nodes.map((node) => [node.getAttribute('data-item'), node.getAttribute('data-lane')]),
  );
  const laneOf = (item: string) => (!listA!.includes(item) ? 'enters' : !listB!.includes(item) ? 'leaves' : 'stays');
  expect(found).toEqual(union.map((item) => [item, laneOf(item)]));
  const overlap = overlapAt(listA!, listB!, 10);
  await expect(shift).toContainText(overlap === 0 ? 'overlap@10 0' : `overlap@10 ${overlap.toFixed(4)}`);
  await expect(shift).toContainText(`RBO ${rbo(listA!, listB!, 10).toFixed(4)}`);
  await app.getByRole('region', { name: 'List of run B' }).locator('ol .list-row').first().click();
  await expect(app.getByRole('region', { name: /^Why .* in B/ })).toContainText('Non-personalised');
  await look(app, info, '3-two-runs');

  // The lists as files, in full digits.
  const exportAs = async (what: RegExp) => {
    await app.getByRole('button', { name: 'Export the lists' }).click();
    return savedBy(app, () => app.getByRole('menuitem', { name: what }).click());
  };
  const csv = await exportAs(/^CSV/);
  expect(csv.name).toBe(`kindred_lists_${user}_run-2_run-1.csv`);
  const lines = csv.bytes.toString().trimEnd().split('\r\n').slice(1);
  const both = await Promise.all([knn, popular].map((run) => client.users.list({ run, user })));
  expect(lines).toHaveLength(both.reduce((total, { rows: of, missed }) => total + of.length + missed.length, 0));
  expect(lines[0]).toContain(`,${both[0]!.rows[0]!.score},`);
  const json = await exportAs(/^JSON/);
  const told = JSON.parse(json.bytes.toString()) as { lists: { rows: unknown }[] };
  expect(told.lists.map((of) => of.rows)).toEqual(both.map((of) => of.rows));

  // A user on the watch list is one press away, also after a reload, until taken off it.
  await app.keyboard.press('Escape');
  await app.getByRole('button', { name: 'On the watch list' }).click();
  const watched = app.getByRole('region', { name: 'Watch list' });
  await expect(watched.getByRole('listitem')).toHaveCount(1);
  await go('?a=2');
  await app.reload();
  await look(app, info, '4-watched');
  await watched.getByRole('button', { name: user, exact: true }).click();
  await expect(app).toHaveURL(new RegExp(`user=${user}`));
  await app.getByRole('main').focus();
  await app.keyboard.press('p');
  await expect(watched).toBeHidden();

  // A model that cannot take in another history says so.
  await go(`?user=${user}&a=${bpr}&b=${other}`);
  await history.locator('tbody button').first().click();
  await expect(app.getByRole('region', { name: 'List of run A' })).toContainText('cannot take in another history');
  await expect(app.getByRole('region', { name: 'List of run B' }).locator('ol .list-row')).toHaveCount(10);
});

/** The first user of whom the run's list has something that was held out. */
async function userWithHit(client: Client, run: string): Promise<string> {
  const { users } = await client.users.search({ run, limit: 60 });
  for (const { user } of users) {
    const { rows } = await client.users.list({ run, user });
    if (rows.some(({ mark }) => mark === 'hit')) return user;
  }
  throw new Error('None of the first users has a hit.');
}

const itemsOfRows = (nodes: Element[]) =>
  nodes.map((node) => node.querySelector('[data-item]')!.getAttribute('data-item'));
