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

test('from the sample to two compared runs and one cell of a heatmap', async ({ app, home }, info) => {
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
});
