import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { look } from './look.ts';

/** Twelve users with one item after the other; the last row names no user. */
const table = ['user,item,rating,timestamp']
  .concat(
    Array.from({ length: 60 }, (_, row) => `u${row % 12},i${(row * row) % 17},${1 + (row % 5)},${1_000_000 + row}`),
  )
  .concat(',i1,3,1000100')
  .join('\n');

async function createFromFile(app: Page, file: string, name: string): Promise<void> {
  await app.getByRole('button', { name: 'New dataset' }).first().click();
  await app.getByLabel('Path of the file').fill(file);
  await app.getByRole('dialog').getByRole('textbox', { name: /^Name/ }).fill(name);
  await app.getByRole('button', { name: 'Create the dataset' }).click();
}

test('a version says what used it and how it is distributed', async ({ app }, info) => {
  await app.getByRole('button', { name: 'Open the sample' }).click();
  await app.getByRole('button', { name: 'Train two baselines' }).click();
  const rows = app.getByRole('grid', { name: 'Runs' }).getByRole('row');
  await expect(rows.filter({ hasText: 'user_knn' })).toContainText('Finished', { timeout: 60_000 });

  await app.getByRole('link', { name: 'Data', exact: true }).click();
  const used = app.getByRole('list', { name: 'Runs that used this version' });
  await expect(used.getByRole('listitem')).toHaveCount(2);
  await expect(used).toContainText('Finished');
  await expect(
    app
      .getByRole('figure', { name: /^Interactions of each user\. / })
      .locator('.barlayer path')
      .first(),
  ).toBeVisible();
  await look(app, info, '1-details');
  await used.getByRole('link', { name: 'user-knn' }).press('Enter');
  await expect(app).toHaveURL(/#\/runs\/\w+/);
});

test('a file becomes a version that says what was left out, is saved and held against another', async ({
  app,
  home,
}, info) => {
  await app.getByRole('button', { name: 'Open the sample' }).click();
  await expect(app.getByRole('button', { name: 'Train two baselines' })).toBeVisible({ timeout: 30_000 });
  await app.getByRole('link', { name: 'Data', exact: true }).click();
  const file = join(home, 'ratings.csv');
  writeFileSync(file, table);
  await createFromFile(app, file, 'ratings');
  const left = app.getByRole('table', { name: 'Left out or repaired on reading' });
  await expect(left.getByRole('row')).toHaveCount(2);
  await expect(app.getByText('No run has used it yet.')).toBeVisible();
  for (const [button, ending] of [
    ['as CSV', 'ratings-v1.csv'],
    ['as Parquet', 'ratings-v1.parquet'],
    ['rows that were left out', '.csv'],
  ] as const) {
    const download = app.waitForEvent('download');
    await app.getByRole('button', { name: button }).click();
    expect((await download).suggestedFilename()).toContain(ending);
  }
  await look(app, info, '2-left-out');

  await app.getByRole('combobox', { name: 'Compare with' }).click();
  await app.getByRole('option', { name: 'six-groups v1' }).click();
  await expect(app).toHaveURL(/with=\w+/);
  const diff = app.getByRole('region', { name: 'ratings v1 and six-groups v1' });
  await expect(diff.getByRole('row', { name: /^Users 12 600 ≠ differs$/ })).toBeVisible();
  await expect(diff.getByRole('table', { name: 'Recipe' })).toContainText('synthetic:groups');
  await look(app, info, '3-diff');
  await app.reload();
  await expect(diff).toBeVisible();
  await diff.getByRole('button', { name: 'Close the comparison' }).press('Enter');
  await expect(diff).toBeHidden();
});
