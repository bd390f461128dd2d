import { decodePerUser } from '#runs/evaluation/per-user-codec.ts';
import { fixedBootstrap, pairedBootstrap } from '#runs/evaluation/significance.ts';
import { formatDelta } from '../../renderer/text/number.ts';
import { wholeBody } from '../support/whole-body.ts';
import { look } from './look.ts';
import { expect, test } from './trained.ts';

test.setTimeout(300_000);

test('two runs: params, deltas recomputed from the users, parts, lists, the difference, blind test, report', async ({
  app,
  trained: { client, bytes, runs },
}, info) => {
  const [popular, knn, other, , again] = runs.map(({ id }) => id) as [string, string, string, string, string];
  const go = (hash: string) => app.goto(new URL(`#${hash}`, app.url()).href);

  // R7: selected in the table, compared by key.
  await go('/runs');
  const grid = app.getByRole('grid', { name: 'Runs' });
  for (const name of ['popular', 'knn-20']) {
    await grid
      .getByRole('row')
      .filter({ has: app.getByRole('link', { name, exact: true }) })
      .getByRole('checkbox')
      .check();
  }
  await app.keyboard.press('c');
  await expect
    .poll(() => decodeURIComponent(app.url()))
    .toMatch(new RegExp(`runs=(${popular},${knn}|${knn},${popular})`));

  await go(`/compare?runs=${popular},${knn}`);
  const comparison = await client.runs.compare({ a: popular, b: knn });
  const summary = app.getByRole('region', { name: 'Summary' });
  await expect(summary).toContainText(comparison.summary);
  const params = app.locator('tr[data-param]');
  const keys = () => params.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-param') ?? '').toSorted());
  const keysWhere = (differs: boolean[]) =>
    comparison.params
      .filter((param) => differs.includes(param.differs))
      .map(({ key }) => key)
      .toSorted();
  const [paramsA, paramsB] = [runs[0]!.params, runs[1]!.params];
  const differing = [...new Set([...Object.keys(paramsA), ...Object.keys(paramsB)])].filter(
    (key) => JSON.stringify(paramsA[key]) !== JSON.stringify(paramsB[key]),
  );
  expect(differing.length).toBeGreaterThan(0);
  expect(keysWhere([true])).toEqual(differing.toSorted());
  await expect.poll(keys).toEqual(differing.toSorted());
  await app.getByRole('switch', { name: 'Show identical' }).check();
  await expect.poll(keys).toEqual(keysWhere([true, false]));

  // R8: the difference, its interval and the counts of users, from the values of single users.
  const values = await Promise.all(
    [popular, knn].map(async (run) => {
      const file = await wholeBody(await bytes('artifact', { run, name: 'per_user_metrics.bin' }));
      return decodePerUser(file)['ndcg@10']!;
    }),
  );
  const [a, b] = values as [Float32Array, Float32Array];
  const both = Array.from(a, (value, user) => b[user]! - value).filter((difference) => !Number.isNaN(difference));
  const { ci } = pairedBootstrap(a, b, fixedBootstrap);
  const row = app.getByRole('region', { name: 'Metrics', exact: true }).locator('tr[data-metric="ndcg@10"]');
  await expect(row).toContainText(formatDelta('ndcg@10', both.reduce((sum, one) => sum + one, 0) / both.length));
  await expect(row).toContainText(`[${formatDelta('ndcg@10', ci[0])}, ${formatDelta('ndcg@10', ci[1])}]`);
  const count = (of: (difference: number) => boolean) => both.filter(of).length;
  const split = [count((d) => d > 0), count((d) => d === 0), count((d) => d < 0)].join(' / ');
  await expect(row).toContainText(split);

  // Parts of the users, the worst first.
  const byGroup = comparison.slices.find(({ by }) => by === 'group')!;
  const worstFirst = byGroup.slices.toSorted((x, y) => x.delta! - y.delta!).map(({ group }) => group);
  const slices = app.getByRole('region', { name: 'By group', exact: true }).locator('tr[data-slice]');
  await expect
    .poll(() => slices.evaluateAll((rows) => rows.map((one) => one.getAttribute('data-slice'))))
    .toEqual(worstFirst);

  // Lists: how many users have how many items in common, and who changed most.
  const lists = await client.lists.compare({ a: popular, b: knn });
  const bars = app.getByRole('list', { name: 'Users by the number of common items' }).getByRole('listitem');
  await expect
    .poll(() => bars.evaluateAll((nodes) => nodes.map((node) => Number(node.getAttribute('data-count')))))
    .toEqual(lists.overlap);
  const changed = app.getByRole('region', { name: 'List of the most changed users' }).locator('tr[data-user]');
  await expect
    .poll(() => changed.evaluateAll((rows) => rows.map((one) => one.getAttribute('data-user'))))
    .toEqual(lists.changed.map(({ user }) => user));
  await expect(
    app.getByRole('region', { name: `Rank shift of ${lists.changed[0]!.user}` }).locator('g[data-lane]'),
  ).not.toHaveCount(0);

  // The difference has zero in the middle of its scale.
  const difference = app.locator('[data-side=difference]');
  await expect(difference.locator('.heatmaplayer image').first()).toBeVisible();
  const limits = await difference.locator('.js-plotly-plot').evaluate((node) => {
    const [trace] = (node as HTMLElement & { data: { zmin: number; zmax: number }[] }).data;
    return [trace!.zmin, trace!.zmax];
  });
  expect(limits[0]).toBe(-limits[1]!);

  // H5: in an order that is not A's own, A − B and B − A are the same numbers with the sign turned.
  const cells = () =>
    difference
      .locator('.js-plotly-plot')
      .evaluate((node) =>
        (node as HTMLElement & { data: { z: number[][] }[] }).data[0]!.z.flatMap((line) => Array.from(line)),
      );
  const same = (x: number, y: number) => Math.abs(x - y) < 1e-6 || (Number.isNaN(x) && Number.isNaN(y));
  const ownOrder = await cells();
  await go(`/compare?runs=${popular},${knn}&order=dataset`);
  await expect.poll(async () => (await cells()).every((value, at) => same(value, ownOrder[at]!))).toBe(false);
  const forward = await cells();
  expect(forward.filter((value) => Math.abs(value) > 0.01).length).toBeGreaterThan(100);
  await go(`/compare?runs=${knn},${popular}&order=dataset`);
  await expect.poll(async () => (await cells()).every((value, at) => same(-value, forward[at]!))).toBe(true);
  await go(`/compare?runs=${popular},${knn}`);
  await expect.poll(async () => (await cells()).every((value, at) => same(value, ownOrder[at]!))).toBe(true);
  const pairs = await client.lists.difference({ a: popular, b: knn });
  await expect(app.getByRole('region', { name: 'List of the most changed pairs' }).locator('tbody tr')).toHaveCount(
    pairs.changed.length,
  );
  await look(app, info, '1-two');

  // One cell cursor over all three maps, by keyboard; what it says is what the lists of both runs give.
  const maps = app.getByRole('application', { name: 'Heatmaps of 600 users by 600 users: A, B and B − A' });
  await maps.focus();
  for (let times = 0; times < 3; times++) await maps.press('PageUp');
  await maps.press('ArrowDown');
  const spoken = maps.locator('[aria-live=polite]');
  const sentence = /^user (\S+) \(.+\) × user (\S+) \(.+\): A (\S+), B (\S+), B − A (\S+)$/;
  await expect(spoken).toHaveText(sentence);
  const [, row1, col1, ...said] = sentence.exec((await spoken.textContent())!)!;
  const top = async (run: string, user: string) =>
    (await client.runs.recommend({ run, user })).recommendations.map(({ item }) => item);
  const alike = async (run: string) => {
    const [one, two] = [await top(run, row1!), await top(run, col1!)];
    return one.filter((item) => two.includes(item)).length / Math.sqrt(one.length * two.length);
  };
  const [inA, inB] = [await alike(popular), await alike(knn)];
  const numbers = said.map((text) => Number(text.replace('−', '-')));
  [inA, inB, inB - inA].forEach((value, place) => expect(numbers[place]).toBeCloseTo(value, 3));
  await expect(app.locator('.difference-map .cell-cursor')).toHaveCount(3);
  // The cell leads to why its users are served as they are.
  await app.getByRole('link', { name: `Why ${row1}?` }).click();
  await expect(app).toHaveURL(new RegExp(`user=${row1}`));
  await expect(app.getByRole('region', { name: 'List of run B' })).toBeVisible();
  await app.goBack();

  // A blind test of ten users becomes a tag of both runs.
  await app.getByRole('button', { name: 'Blind test…' }).click();
  const dialog = app.getByRole('dialog', { name: 'Blind test' });
  for (let place = 1; place <= 10; place++) {
    await expect(dialog).toContainText(`User ${place} of 10`);
    await dialog.getByRole('button', { name: 'Left is better' }).click();
  }
  await look(app, info, '2-blind');
  const counts = (await dialog.locator('dd').allTextContents()).map(Number);
  expect(counts.reduce((sum, one) => sum + one, 0)).toBe(10);
  await dialog.getByRole('button', { name: 'Save as tag of both runs' }).click();
  await expect(dialog).toBeHidden();
  await go(`/runs/${knn}`);
  await expect(
    app.getByText(`better for ${counts[1]}, worse for ${counts[0]}, equal for 0 of 10 users than run 1`),
  ).toBeVisible();

  // The report is one file with the same numbers; the comparison is kept and found again.
  await go(`/compare?runs=${popular},${knn}`);
  const download = app.waitForEvent('download');
  await app.getByRole('button', { name: 'Report' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('kindred-comparison-1-2.html');
  const { html } = await client.runs.report({ runs: [popular, knn] });
  expect(html).toContain(split);
  await app.getByRole('button', { name: 'Save', exact: true }).click();
  await app.getByLabel('Name of the comparison').fill('baselines');
  await app.getByRole('button', { name: 'Save comparison' }).click();
  await go('/');
  await app.getByRole('link', { name: 'baselines' }).click();
  await expect(summary).toContainText(comparison.summary);

  // Three runs in columns, with p-values corrected over both pairs.
  await go(`/compare?runs=${popular},${knn},${other}`);
  const many = await client.runs.compareMany({ runs: [popular, knn, other], baseline: popular });
  const all = app.getByRole('region', { name: 'All 3 runs' });
  await expect(all).toContainText(`corrected by Holm over ${many.tests} tests of 2 pairs`);
  for (const pair of many.pairs) {
    const { delta } = pair.metrics.find(({ name }) => name === 'ndcg@10')!;
    await expect(all.locator(`td[data-run="${pair.b}"][data-metric="ndcg@10"] [data-delta]`)).toHaveAttribute(
      'data-delta',
      String(delta),
    );
  }
  await look(app, info, '3-three');

  // The models' own neighbours, where both have some; the same model twice has the same ones.
  await go(`/compare?runs=${knn},${other}`);
  await app
    .getByRole('combobox', { name: 'Similarity', exact: true })
    .selectOption({ label: "By the models' own neighbours" });
  await expect(app).toHaveURL(/by=neighbours/);
  const own = await client.lists.difference({ a: knn, b: other, source: 'neighbours' });
  await expect(app.getByText(`${own.pairs.toLocaleString('en')} pairs`, { exact: false })).toBeVisible();
  await expect(app.getByRole('region', { name: 'List of the most changed pairs' }).locator('tbody tr')).toHaveCount(
    own.changed.length,
  );
  await look(app, info, '4-neighbours');

  // One selection for all pages: what is compared is selected in the table, and the baseline comes first.
  await app.getByRole('button', { name: 'B is the baseline' }).click();
  await go('/runs');
  await expect(grid.getByRole('checkbox', { checked: true })).toHaveCount(2);
  await app.keyboard.press('c');
  await expect.poll(() => decodeURIComponent(app.url())).toContain(`runs=${other},${knn}`);
  await go('/users');
  await expect(app.getByRole('combobox', { name: 'Run A' })).toHaveValue(/knn-40/);
  await expect(app.getByRole('combobox', { name: 'Run B' })).toHaveValue(/knn-20/);
  await go('/compare');
  await expect.poll(() => decodeURIComponent(app.url())).toContain(`runs=${other},${knn}`);

  // R8: the same model twice differs in nothing, and nothing says which to promote.
  await go(`/compare?runs=${knn},${again}`);
  await expect(summary).toContainText('No evidence of a difference');
  await expect(row).toContainText('[0, 0]');
  await expect(row).toContainText(`0 / ${both.length} / 0`);
  await expect(summary).toContainText('No evidence which is better.');
});
