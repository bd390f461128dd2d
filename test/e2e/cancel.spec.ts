import { askStore } from './seeded-runs.ts';
import { expect, test } from './trained.ts';

test.setTimeout(180_000);

test('R10: a run under way is stopped from its row and keeps what it logged', async ({ app, home }) => {
  await app.evaluate(() => (location.hash = '/train?algorithm=bpr'));
  await expect(app.getByRole('combobox', { name: 'Algorithm' })).toHaveValue('bpr');
  // Enough that it is under way for as long as the test takes.
  await app.getByRole('textbox', { name: 'iterations' }).fill('5000');
  await app.getByRole('textbox', { name: /^Name/ }).fill('long one');
  await app.getByRole('button', { name: 'Start the run' }).click();

  const row = app.getByRole('grid', { name: 'Runs' }).getByRole('row').filter({ hasText: 'long one' });
  await expect(row.getByRole('progressbar')).toBeVisible({ timeout: 60_000 });
  const kept = () =>
    askStore(home, async (store) => {
      const run = await store.runs.find('long one');
      return { status: run.status, losses: (await store.runs.history(run.id, 'loss')).length, metrics: run.metrics };
    });
  await expect.poll(async () => (await kept()).losses, { timeout: 60_000 }).toBeGreaterThan(2);
  const { losses: before } = await kept();
  await row.getByRole('button', { name: /^Stop run/ }).click();
  await expect(row).toContainText('Stopped', { timeout: 30_000 });
  await expect(row.getByRole('progressbar')).toHaveCount(0);
  const after = await kept();
  expect(after.status).toBe('CANCELLED');
  expect(after.losses).toBeGreaterThanOrEqual(before);
  expect(after.losses).toBeLessThan(5000);
  expect(after.metrics['loss']).toBeDefined();
  await expect(app.getByRole('contentinfo', { name: 'Status' })).toContainText('Nothing is running');
  // Nobody writes to it any more, so another owner finds nothing to end.
  expect(await askStore(home, (store) => store.reconcile())).toEqual([]);
});
