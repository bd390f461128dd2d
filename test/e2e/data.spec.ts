import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SplitSpec } from '#shared/domain/split.ts';
import { Weighting } from '#shared/domain/weighting.ts';
import { previewSplit } from '#runs/data/preview-split.ts';
import { readSnapshot } from '#runs/data/snapshot.ts';
import { dropFile } from './drop-file.ts';
import { expect, test } from './fixture.ts';
import { look } from './look.ts';

/** Sixty rows of twelve users by names that say nothing; the last row names no user. */
const table = ['who;what;stars;at']
  .concat(
    Array.from({ length: 60 }, (_, row) => `u${row % 12};i${(row * row) % 17};${1 + (row % 5)};${1_700_000_000 + row}`),
  )
  .concat(';i1;3;1700000100')
  .join('\n');

const formatCount = (count: number) => new Intl.NumberFormat('en-US').format(count);

test('a version says what used it, how it is distributed, what is worth knowing and how it would be split', async ({
  app,
  home,
}, info) => {
  await app.getByRole('button', { name: 'Open the sample' }).click();
  await app.getByRole('button', { name: 'Train two baselines' }).click();
  const rows = app.getByRole('grid', { name: 'Runs' }).getByRole('row');
  await expect(rows.filter({ hasText: 'user_knn' })).toContainText('Finished', { timeout: 60_000 });

  await app.getByRole('link', { name: 'Data', exact: true }).click();
  const used = app.getByRole('list', { name: 'Runs that used this version' });
  await expect(used.getByRole('listitem')).toHaveCount(2);
  await expect(used).toContainText('Finished');
  for (const figure of [/^Interactions of each user\. /, /^Interactions of each type\. /]) {
    await expect(app.getByRole('figure', { name: figure }).locator('.barlayer path').first()).toBeVisible();
  }
  await expect(app.getByRole('region', { name: 'Validation' }).getByRole('listitem')).toHaveCount(9);

  // The parts of the split are those that training would make.
  const split = app.getByRole('region', { name: 'Split' });
  await split.getByLabel('Held-out part').selectOption('random');
  await split.getByLabel('Share for validation').fill('0.1');
  const datasets = join(home, 'datasets');
  const snapshot = readSnapshot(join(datasets, readdirSync(datasets)[0]!));
  const spec = SplitSpec.parse({ kind: 'random', validation_share: 0.1 });
  const [fold] = previewSplit(snapshot, spec, Weighting.parse({})).folds;
  for (const [part, { interactions, users }] of [
    ['Training', fold!.train],
    ['Validation', fold!.validation!],
    ['Test', fold!.test],
  ] as const) {
    const row = split.getByRole('row', { name: new RegExp(`^${part} ${formatCount(interactions)} `) });
    await expect(row).toHaveAccessibleName(new RegExp(` ${formatCount(users)}$`));
  }
  await look(app, info, '1-details');
  await used.getByRole('link', { name: 'user-knn' }).press('Enter');
  await expect(app).toHaveURL(/#\/runs\/\w+/);
});

test('a file is dropped, its columns are chosen by its first rows, and the version says what was left out', async ({
  app,
}, info) => {
  await app.getByRole('button', { name: 'Open the sample' }).click();
  await expect(app.getByRole('button', { name: 'Train two baselines' })).toBeVisible({ timeout: 30_000 });
  await dropFile(app, 'ratings.csv', table);

  await expect(app.getByRole('heading', { name: 'New dataset' })).toBeVisible();
  await expect(app.getByRole('table', { name: 'First rows' }).getByRole('row')).toHaveCount(21);
  await expect(app.getByLabel('Separator')).toHaveValue('semicolon');
  await expect(app.getByLabel('Encoding')).toHaveValue('utf-8');
  const create = app.getByRole('button', { name: 'Create the dataset' });
  await expect(create).toBeDisabled();
  for (const [role, column] of [
    ['User', 'who'],
    ['Item', 'what'],
    ['Weight', 'stars'],
    ['Time', 'at'],
  ] as const) {
    await app.getByRole('combobox', { name: role, exact: true }).selectOption(column);
    await expect(app.getByRole('columnheader', { name: `${role} ${column}` })).toBeVisible();
  }
  await expect(create).toBeEnabled();
  await look(app, info, '2-columns');
  // The address holds the file, so that a reload finds it again.
  await app.reload();
  await expect(app.getByRole('table', { name: 'First rows' }).getByRole('row')).toHaveCount(21);
  await app.getByRole('combobox', { name: 'User', exact: true }).selectOption('who');
  await app.getByRole('combobox', { name: 'Item', exact: true }).selectOption('what');
  await app.getByRole('combobox', { name: 'Time', exact: true }).selectOption('at');
  await create.click();

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

  // What is deleted comes back: by the message, by Ctrl Z, and from the list.
  const versions = app.getByRole('table', { name: 'Dataset versions' });
  const ratings = versions.getByRole('button', { name: 'ratings v1' });
  const deleted = app.getByRole('table', { name: 'Deleted versions' });
  await ratings.click();
  await app.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(ratings).toBeHidden();
  await app.getByRole('button', { name: 'Undo' }).click();
  await expect(ratings).toBeVisible();
  await expect(deleted).toBeHidden();
  await ratings.click();
  await app.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(deleted.getByRole('row', { name: /^ratings v1/ })).toBeVisible();
  await app.getByRole('heading', { name: 'Data', exact: true }).click();
  await app.keyboard.press('Control+z');
  await expect(ratings).toBeVisible();
  await app.keyboard.press('Control+y');
  await expect(ratings).toBeHidden();
  await look(app, info, '4-deleted');
  await deleted.getByRole('button', { name: 'Bring back ratings v1' }).click();
  await expect(ratings).toBeVisible();

  // The palette leads to what one can begin.
  for (const [command, name] of [
    ['new connection', 'New connection'],
    ['new dataset', 'New dataset'],
  ] as const) {
    await app.keyboard.press('Control+k');
    await app.getByRole('textbox', { name: /^Search/ }).fill(`>${command}`);
    await app.getByRole('button', { name, exact: true }).last().click();
    await expect(app.getByRole('heading', { name, exact: true })).toBeVisible();
    if (command === 'new connection') await app.keyboard.press('Escape');
  }
});
