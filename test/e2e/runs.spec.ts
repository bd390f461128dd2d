import type { Locator, Page } from '@playwright/test';
import type { Run } from '#shared/domain/run.ts';
import { expect as plainExpect, test as base } from './fixture.ts';
import { look } from './look.ts';
import { askStore, oddRuns, ordinaryRuns, seedRuns } from './seeded-runs.ts';

/** A data folder that has runs before the host starts. */
const test = base.extend({
  home: async ({ home }, use) => {
    await seedRuns(home);
    await use(home);
  },
});
test.setTimeout(240_000);
/** A loaded machine takes its time. */
const expect = plainExpect.configure({ timeout: 30_000 });

const grid = (app: Page) => app.getByRole('grid', { name: 'Runs' });
const rowOf = (app: Page, id: string) => grid(app).locator(`tr[data-row="${id}"]`);
const shownIds = (app: Page) =>
  grid(app)
    .locator('tr[data-row]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-row') ?? ''));
const shownColumns = (app: Page) =>
  grid(app)
    .locator('th[data-column]')
    .evaluateAll((heads) => heads.map((head) => head.getAttribute('data-column') ?? ''));
const open = (app: Page, address: string) => app.evaluate((hash) => void (location.hash = hash), address);

/** The cell of a row under a column. */
async function cell(app: Page, row: Locator, column: string): Promise<Locator> {
  const at = (await shownColumns(app)).indexOf(column);
  expect(at, `the column ${column}`).toBeGreaterThanOrEqual(0);
  return row.locator('td').nth(at + 1);
}

/** Everything that runs found by a filter logged, from the store itself. */
const allRuns = (home: string, filter = '', order_by = 'created_at desc') =>
  askStore(
    home,
    async (store) =>
      (await store.runs.list({ kind: 'recommender', filter, order_by, limit: 2000, offset: 0, deleted: false })).runs,
  );

/** Params in which whole runs differ; a missing one differs from any value. */
function differingParams(runs: readonly Run[]): string[] {
  const names = [...new Set(runs.flatMap(({ params }) => Object.keys(params)))];
  return names.filter((name) => new Set(runs.map(({ params }) => JSON.stringify([params[name]]))).size > 1).toSorted();
}

/** Student's t at 97.5 % by degrees of freedom, from scipy.stats.t.ppf(0.975, df). */
const studentQuantiles = [NaN, 12.706204736432095, 4.302652729911275, 3.182446305284263, 2.7764451051977987];

test('a thousand runs: found, ordered, gathered and held against a baseline', async ({
  app,
  home,
  host,
  browser,
}, info) => {
  await open(app, '/runs');
  await expect(grid(app)).toHaveAttribute('aria-rowcount', String(ordinaryRuns + oddRuns + 1));
  await expect(grid(app).getByRole('row').nth(1)).toContainText('odd data');
  expect(await grid(app).getByRole('row').count()).toBeLessThanOrEqual(100);
  await grid(app).getByRole('row').nth(1).focus();
  await app.keyboard.press('End');
  const last = grid(app).locator(`tr[aria-rowindex="${ordinaryRuns + oddRuns + 1}"]`);
  await expect(last).toBeFocused();
  await expect(last).toHaveAttribute('data-row', 'bench00000000001');

  // All of the search language is a press away from the filter, and an example is tried at one more.
  await app.getByRole('button', { name: 'How to filter' }).click();
  await app.getByRole('button', { name: 'All of the search language' }).click();
  const guide = app.getByRole('dialog', { name: 'How to search runs' });
  await expect(guide.getByRole('region')).toHaveCount(7);
  await look(app, info, '0-search');
  await guide.getByRole('button', { name: 'name:/shrunk$/', exact: true }).click();
  await expect(guide).toBeHidden();
  await expect(app.getByRole('textbox', { name: 'Filter runs' })).toHaveValue('name:/shrunk$/');
  await app.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(grid(app)).toHaveAttribute('aria-rowcount', String(ordinaryRuns + oddRuns + 1));

  // Only what differs, over the whole filtered set.
  await app.getByRole('button', { name: 'Columns', exact: true }).click();
  await app.getByRole('button', { name: 'Everything' }).click();
  await app.keyboard.press('Escape');
  await app.getByRole('switch', { name: /^Only differing/ }).click();
  const params = async () =>
    (await shownColumns(app))
      .filter((id) => id.startsWith('params.'))
      .map((id) => id.slice(7))
      .toSorted();
  await expect.poll(params).toEqual(differingParams(await allRuns(home)));
  const filter = '/knn/ ndcg@10 > 0.97';
  await app.getByRole('textbox', { name: 'Filter runs' }).fill(filter);
  const found = await allRuns(home, filter);
  expect(found.length).toBeGreaterThan(5);
  // What the store finds is what the words say.
  const said = (await allRuns(home)).filter(
    ({ name, algorithm, tags, metrics }) =>
      [name, algorithm, ...Object.values(tags)].some((text) => /knn/i.test(String(text))) &&
      Number(metrics['ndcg@10']) > 0.97,
  );
  expect(found.map(({ id }) => id).toSorted()).toEqual(said.map(({ id }) => id).toSorted());
  await expect.poll(async () => (await shownIds(app)).toSorted()).toEqual(found.map(({ id }) => id).toSorted());
  await expect.poll(params).toEqual(differingParams(found));
  await expect(app.getByRole('list', { name: 'Conditions' }).getByRole('listitem')).toHaveCount(2);
  // One step back: the filter, then the columns.
  await grid(app).getByRole('row').nth(1).focus();
  await app.keyboard.press('Control+z');
  await expect(grid(app)).toHaveAttribute('aria-rowcount', String(ordinaryRuns + oddRuns + 1));
  await app.keyboard.press('Control+z');
  await app.keyboard.press('Control+z');
  await expect.poll(() => shownColumns(app)).toContain('delta.ndcg@10');

  // A metric's direction decides which end comes first.
  const numbers = async (column: string) => {
    const rows = grid(app).locator('tr[data-row]');
    return Promise.all(
      [0, 1, 2].map(async (at) => (await cell(app, rows.nth(at), column)).locator('[title]').getAttribute('title')),
    );
  };
  await open(app, '/runs?cols=metrics.ndcg@10,metrics.gini@10');
  for (const metric of ['ndcg@10', 'gini@10']) {
    await grid(app).locator(`th[data-column="metrics.${metric}"] button`).click();
    const logged = (await allRuns(home)).map(({ metrics }) => Number(metrics[metric] ?? NaN)).filter((value) => !Number.isNaN(value)); // prettier-ignore
    // Gain is best where it is greatest, inequality where it is least.
    const best = logged
      .toSorted((a, b) => (metric === 'ndcg@10' ? b - a : a - b))
      .slice(0, 3)
      .map(String);
    await expect.poll(() => numbers(`metrics.${metric}`)).toEqual(best);
  }

  // Seeds as one row with the mean and its interval, by the formula.
  await open(app, '/runs?cols=metrics.ndcg@10&group=seed&order=ndcg@10 desc&filter=status = FINISHED and not odd');
  const group = grid(app).locator('tr[data-row^="group:"]').first();
  await expect(group).toContainText('runs');
  const title = await (await cell(app, group, 'metrics.ndcg@10')).locator('[title]').getAttribute('title');
  const [, mean, n, half] = /^mean (\S+) of n = (\d+), 95 % interval ± (\S+)$/.exec(title ?? '') ?? [];
  await group.getByRole('button', { name: /^Runs of/ }).click();
  await expect(grid(app).locator('[data-member]')).toHaveCount(Number(n));
  const ids = (await shownIds(app)).filter((id) => !id.startsWith('group:')).slice(0, Number(n));
  const values = (await allRuns(home))
    .filter(({ id }) => ids.includes(id))
    .map(({ metrics }) => Number(metrics['ndcg@10']));
  const average = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - average) ** 2, 0) / (values.length - 1));
  expect(Number(mean)).toBeCloseTo(average, 9);
  expect(Number(half)).toBeCloseTo((studentQuantiles[values.length - 1]! * deviation) / Math.sqrt(values.length), 6);
  await look(app, info, '1-groups');

  // Differences from the baseline, and none on other data.
  const finished = await allRuns(home, 'status = FINISHED and odd');
  await open(app, '/runs?filter=odd or number < 9');
  const runs = await allRuns(home, 'odd or number < 9');
  await expect(grid(app)).toHaveAttribute('aria-rowcount', String(runs.length + 1));
  const named = (name: string) => finished.find((run) => run.name === name)!;
  for (const baseline of [named('odd missing'), named('odd zero')]) {
    await rowOf(app, baseline.id).focus();
    await app.keyboard.press('b');
    await expect(await cell(app, rowOf(app, baseline.id), 'delta.ndcg@10')).toHaveText('baseline');
    for (const run of runs.filter(({ id, metrics }) => id !== baseline.id && typeof metrics['ndcg@10'] === 'number')) {
      const delta = await cell(app, rowOf(app, run.id), 'delta.ndcg@10');
      if (run.dataset.name === 'movies') await expect(delta).toHaveText('other data');
      else {
        const wanted = Number(run.metrics['ndcg@10']) - Number(baseline.metrics['ndcg@10']);
        expect(Number(await delta.locator('[title]').getAttribute('title'))).toBeCloseTo(wanted, 4);
      }
    }
  }
  await expect(await cell(app, rowOf(app, named('odd nan').id), 'metrics.ndcg@10')).toHaveText('NaN');
  await expect(await cell(app, rowOf(app, named('odd zero').id), 'metrics.ndcg@10')).toHaveText('0');
  await expect(await cell(app, rowOf(app, named('odd missing').id), 'params.shrinkage')).toHaveText('–');

  // Pinned to the top, a view under a name, and back to it.
  await rowOf(app, 'bench00000000003').focus();
  await app.keyboard.press('p');
  await expect(grid(app).locator('tr[data-fixed]')).toHaveAttribute('data-row', 'bench00000000003');
  const columns = await shownColumns(app);
  await app.getByRole('button', { name: 'Views' }).click();
  await app.getByRole('textbox', { name: 'Name of this view' }).fill('the odd ones');
  await app.getByRole('button', { name: 'Save view' }).click();
  const views = app.getByRole('dialog', { name: 'Views' });
  await expect(views.getByRole('button', { name: 'the odd ones', exact: true })).toBeVisible();
  await app.getByRole('textbox', { name: 'Name of this view' }).fill('their twin');
  await app.getByRole('button', { name: 'Save view' }).click();
  await expect(views.getByRole('button', { name: 'their twin', exact: true })).toBeVisible();
  await app.keyboard.press('Escape');
  await expect(views).toBeHidden();
  await open(app, '/runs?cols=status');
  await expect.poll(() => shownColumns(app)).toEqual(['name', 'status']);
  await app.reload();
  // By the keyboard alone: what opens has the focus, the arrows go from name to name.
  await app.getByRole('button', { name: 'Views' }).press('Enter');
  const odd = views.getByRole('button', { name: 'the odd ones', exact: true });
  await expect(odd).toBeFocused();
  await app.keyboard.press('ArrowDown');
  await expect(views.getByRole('button', { name: 'their twin', exact: true })).toBeFocused();
  await app.keyboard.press('ArrowUp');
  await app.keyboard.press('Enter');
  await expect(grid(app)).toHaveAttribute('aria-rowcount', String(runs.length + 1));
  await expect.poll(() => shownColumns(app)).toEqual(columns);
  await expect(grid(app).locator('tr[data-fixed]')).toHaveAttribute('data-row', 'bench00000000003');

  // The address alone brings it to somebody else, who has only signed in; on the desktop, to a window that has forgotten everything.
  const address = app.url();
  const rowsHere = await shownIds(app);
  if (host !== 'web') {
    await app.evaluate(() => localStorage.clear());
    await app.reload();
    expect(app.url()).toBe(address);
    await expect.poll(() => shownColumns(app)).toEqual(columns);
    await expect(app.getByRole('textbox', { name: 'Filter runs' })).toHaveValue('odd or number < 9');
    await expect(grid(app).locator('tr[data-fixed]')).toHaveAttribute('data-row', 'bench00000000003');
    expect(await shownIds(app)).toEqual(rowsHere);
    return;
  }
  const { origins } = await app.context().storageState();
  const signedIn = origins.map((origin) => ({
    ...origin,
    localStorage: origin.localStorage.filter(({ name }) => name === 'kindred.token'),
  }));
  const other = await browser.newContext({ storageState: { cookies: [], origins: signedIn } });
  const theirs = await other.newPage();
  await theirs.goto(address);
  await expect.poll(() => shownColumns(theirs)).toEqual(columns);
  await expect(theirs.getByRole('textbox', { name: 'Filter runs' })).toHaveValue('odd or number < 9');
  await expect(grid(theirs).locator('tr[data-fixed]')).toHaveAttribute('data-row', 'bench00000000003');
  expect(await shownIds(theirs)).toEqual(rowsHere);
  await other.close();
});

test('charts and the table point at the same run', async ({ app, home }, info) => {
  const filter = 'odd or number < 9';
  const runs = await allRuns(home, filter);
  const named = (name: string) => runs.find((run) => run.name === name)!;
  await open(app, `/runs?filter=${filter}&chart=parallel&axes=algorithm,params.shrinkage,metrics.ndcg@10`);
  const parallel = app.getByRole('application', { name: /^Parallel coordinates/ });
  await expect(parallel.locator('path.parallel-line')).toHaveCount(runs.length);
  // Zero, missing and not-a-number are three things; nobody is left out.
  await expect(app.getByRole('region', { name: 'Chart' })).toContainText(`1 of ${runs.length} runs lacks shrinkage`);
  await expect(app.getByRole('region', { name: 'Chart' })).toContainText(`1 of ${runs.length} have nDCG@10 NaN`);
  // Their lines end on the rails of their own; zero is on the axis.
  const heightAt = async (run: Run, axis: number) => {
    const path = await parallel.locator(`path.parallel-line[data-run="${run.id}"]`).first().getAttribute('d');
    return Number(path!.split(/[ML]/).slice(1)[axis]!.split(' ')[1]);
  };
  const rail = async (name: string) =>
    Number(await parallel.locator('.parallel-axes text').getByText(name, { exact: true }).getAttribute('y')) - 4;
  expect(await heightAt(named('odd missing'), 1)).toBeCloseTo(await rail('n/a'), 0);
  expect(await heightAt(named('odd nan'), 2)).toBeCloseTo(await rail('NaN'), 0);
  expect(await heightAt(named('odd zero'), 1)).toBeLessThan(await rail('NaN'));
  expect(await heightAt(named('odd zero'), 2)).toBeLessThan(await rail('NaN'));
  await rowOf(app, named('odd zero').id).hover();
  await expect(parallel.locator('.parallel-highlight')).toHaveAttribute('data-run', named('odd zero').id);
  await expect(app.getByRole('region', { name: 'Chart' })).toContainText(
    'odd zero: Algorithm user_knn, shrinkage 0, nDCG@10 0',
  );
  await parallel.focus();
  await parallel.press('ArrowDown');
  const marked = grid(app).locator('tr[data-marked]');
  await expect(marked).toHaveCount(1);
  await expect(parallel.locator('.parallel-highlight')).toHaveAttribute(
    'data-run',
    (await marked.getAttribute('data-row'))!,
  );
  await parallel.press('x');
  await expect(marked).toHaveAttribute('aria-selected', 'true');
  // Marked by typing, as an alternative to dragging.
  await app.getByRole('button', { name: 'shrinkage', exact: true }).first().click();
  await app.getByRole('textbox', { name: 'From' }).fill('0.5');
  await app.keyboard.press('Tab');
  await app.keyboard.press('Escape');
  const inside = runs.filter(({ params }) => Number(params['shrinkage'] ?? NaN) >= 0.5);
  await expect(app.getByText(`${inside.length} of ${runs.length} runs marked`)).toBeVisible();
  await app.getByRole('button', { name: 'Select them' }).click();
  await expect(grid(app).locator('tr[aria-selected=true]')).toHaveCount(inside.length);
  await look(app, info, '2-parallel');

  await open(app, `/runs?filter=${filter}&chart=scatter&x=metrics.recall@10&y=metrics.ndcg@10`);
  const points = app.locator('.scatterlayer .trace path.point');
  const drawn = runs.filter(
    ({ metrics }) => typeof metrics['ndcg@10'] === 'number' && typeof metrics['recall@10'] === 'number',
  );
  await expect(points).toHaveCount(drawn.length);
  const heights = await app.locator('.js-plotly-plot').evaluate((node) => {
    const { data } = node as unknown as { data: { y: ArrayLike<number> }[] };
    return data.flatMap(({ y }) => Array.from(y));
  });
  const gains = drawn.map(({ metrics }) => Number(metrics['ndcg@10']));
  expect(gains).toContain(0);
  // The run that is pointed at is drawn once more, on top.
  expect(new Set(heights)).toEqual(new Set(gains));
  const box = (await points.first().boundingBox())!;
  await app.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect(marked).toHaveAttribute('data-row', drawn[0]!.id);
  await look(app, info, '3-scatter');

  await open(app, '/runs?chart=importance&y=metrics.ndcg@10&filter=number < 30');
  await expect(app.getByRole('region', { name: 'Chart' })).toContainText('below 30 nothing can be said');
  await open(app, '/runs?chart=importance&y=metrics.ndcg@10');
  const importance = app.getByRole('table', { name: /^Importance of parameters/ });
  await expect(importance.getByRole('row').nth(1)).toBeVisible({ timeout: 30_000 });
  await look(app, info, '4-importance');
  await importance.getByRole('button', { name: 'n_neighbors' }).click();
  await expect(app.getByRole('combobox', { name: 'x' })).toHaveValue('params.n_neighbors');
});
