import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SplitSpec } from '#shared/domain/split.ts';
import { Weighting } from '#shared/domain/weighting.ts';
import { buildMatrix } from '#runs/data/build-matrix.ts';
import { readSnapshot } from '#runs/data/snapshot.ts';
import { makeSplit } from '#runs/data/split.ts';
import { cosine } from '#runs/matrix/cosine.ts';
import { rowNorms } from '#runs/matrix/csr.ts';
import { expect, test } from './fixture.ts';
import { look } from './look.ts';

/** The cosine of two users of the sample's training part, from the stored columns: what the heatmap must say. */
function similarityOf(home: string, a: string, b: string): number {
  const datasets = join(home, 'datasets');
  const snapshot = readSnapshot(join(datasets, readdirSync(datasets)[0]!));
  const weighting = Weighting.parse({});
  const [fold] = makeSplit(snapshot, SplitSpec.parse({ kind: 'temporal' }), weighting).folds;
  const matrix = buildMatrix(snapshot.interactions, fold!.trainRows, weighting);
  const { userIds } = snapshot.interactions;
  return cosine(matrix, rowNorms(matrix), userIds.indexOf(a), userIds.indexOf(b));
}

test.setTimeout(300_000);

test('the first journey by mouse: sample, two runs, comparison, one cell, why, promotion, an answer', async ({
  app,
  home,
}, info) => {
  await expect(app.getByRole('heading', { name: 'Home' })).toBeVisible();
  await look(app, info, '1-home');

  await app.getByRole('button', { name: 'Open the sample' }).click();
  await expect(app.getByText('six-groups: 600 users × 240 items', { exact: false })).toBeVisible();
  await look(app, info, '2-sample');
  // The steps can be put away and come back; the groups of the sample are one press away.
  await app.getByRole('button', { name: 'Put the first steps away' }).click();
  await expect(app.getByRole('list', { name: 'First steps' })).toBeHidden();
  await app.getByRole('button', { name: 'First steps', exact: true }).click();
  await app.getByRole('link', { name: 'Look at its groups' }).click();
  await expect(app.getByRole('table', { name: 'Expected similarity' })).toBeVisible();
  await expect(app.locator('.studio-state')).toContainText('Opened from six-groups v1');
  await app.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Home', exact: true }).click();

  await app.getByRole('button', { name: 'Train two baselines' }).click();
  const rows = app.getByRole('grid', { name: 'Runs' }).getByRole('row');
  await expect(rows.filter({ hasText: 'user_knn' })).toContainText('Finished', { timeout: 60_000 });
  await expect(rows.filter({ hasText: 'popularity' })).toContainText('Finished', { timeout: 60_000 });
  await look(app, info, '3-runs');

  await app.getByRole('button', { name: /^Compare \(2\)/ }).click();
  await expect(app.getByRole('region', { name: 'Summary' })).toContainText(
    /B \(user_knn\) beats A \(popularity\): nDCG@10 0\.\d{3} → 0\.\d{3} \(\+0\.\d{3} \[0\.\d{3}, 0\.\d{3}\]\); better \d+, same \d+, worse \d+ users\./,
  );
  await look(app, info, '4-compare');

  await app.getByRole('region', { name: 'Runs that are compared' }).getByRole('link', { name: 'user-knn' }).click();
  await app.getByRole('link', { name: 'Heatmaps' }).click();
  const heatmap = app.getByRole('application', { name: 'Heatmap of 600 users by 600 users' });
  await expect(heatmap.locator('.heatmaplayer image').first()).toBeVisible();
  await look(app, info, '5-heatmap');

  // Three times in: 600 positions become 75, so that a cell is one pair of users.
  for (let times = 0; times < 3; times++) await app.getByRole('button', { name: 'Zoom in' }).click();
  await expect(app).toHaveURL(/r0=\d+/);
  await heatmap.focus();
  await heatmap.press('ArrowDown');
  const spoken = heatmap.locator('[aria-live=polite]');
  await expect(spoken).toHaveText(/^user u\d{3} \(.+\) × user u\d{3} \(.+\): similarity \d/);
  const [, a, b, value] = /^user (u\d{3}).* × user (u\d{3}).*: similarity ([\d.]+)/.exec(
    (await spoken.textContent())!,
  )!;
  expect(Number(value)).toBeCloseTo(similarityOf(home, a!, b!), 3);
  await look(app, info, '6-cell');

  // Why: a user of the cell, the first row of the list, and parts that sum to its score.
  await app.getByRole('link', { name: `Open ${a}`, exact: true }).click();
  const list = app.getByRole('region', { name: 'List of the run' });
  await list.locator('ol .list-row').first().click();
  const why = app.getByRole('region', { name: /^Why / });
  const score = Number(await why.locator('tfoot data').getAttribute('value'));
  const parts = await why.locator('tbody td:last-child').allTextContents();
  const sum = parts.reduce((total, text) => total + Number(text.replace('−', '-')), 0);
  // Each part is rounded to four digits.
  expect(Math.abs(sum - score)).toBeLessThan(1e-3);
  const listed = await list
    .locator('ol [data-item]')
    .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-item')));
  await look(app, info, '7-why');

  // Promotion: registered, every gate says yes, live.
  await app.getByRole('navigation', { name: 'Open pages' }).getByRole('link', { name: 'Compare' }).click();
  await app.getByRole('button', { name: 'Promote winner (B)…' }).click();
  const dialog = app.getByRole('dialog', { name: 'Promote to live' });
  await dialog.getByRole('button', { name: /^Register v1/ }).click();
  await expect(dialog.getByRole('list', { name: 'Gates' }).getByRole('listitem')).toHaveCount(4, { timeout: 30_000 });
  await look(app, info, '8-gates');
  await dialog.getByRole('button', { name: 'Promote to live' }).click();
  await expect(dialog.getByText(/v1 is live\.$/)).toBeVisible({ timeout: 30_000 });
  await dialog.getByRole('link', { name: 'Open Serving' }).click();
  await expect(app.getByRole('contentinfo', { name: 'Status' })).toContainText('API live v1');

  // What the API answers is the list that was explained.
  const tryIt = app.getByRole('region', { name: 'Try it' });
  await tryIt.getByLabel('User').fill(a!);
  await tryIt.getByRole('button', { name: 'Ask' }).click();
  const answer = app.getByRole('region', { name: 'Answer of the live version', exact: true });
  await expect(answer.getByRole('listitem')).toHaveCount(10);
  expect(await answer.locator('[data-item]').allTextContents()).toEqual(listed);
  await look(app, info, '9-serving');
  await app.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Home', exact: true }).click();
  await expect(app.getByRole('link', { name: 'Connect Postgres' })).toBeVisible();
});
