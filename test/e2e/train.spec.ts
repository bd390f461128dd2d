import { execFileSync } from 'node:child_process';
import { Run } from '#shared/domain/run.ts';
import { look } from './look.ts';
import { expect, test } from './trained.ts';

test('a split of the page Data and parameters under a name make a run, and pages name fields where the core names flags', async ({
  app,
  home,
  trained: { runs },
}, info) => {
  const go = (hash: string) => app.goto(new URL(`#${hash}`, app.url()).href);

  // What was looked at on Data stands in the form.
  await go('/data');
  const split = app.getByRole('region', { name: 'Split' });
  await split.getByLabel('Held-out part').selectOption('random');
  await split.getByLabel('Share held out').fill('0.3');
  await split.getByLabel('Share for validation').fill('0.1');
  await split.getByRole('link', { name: 'Train with this split' }).click();
  const measured = app.getByRole('region', { name: 'How it is measured' });
  await expect(measured.getByLabel('Held-out part')).toHaveValue('random');
  await expect(measured.getByLabel('Share held out')).toHaveValue('0.3');
  await expect(measured.getByLabel('Share for validation')).toHaveValue('0.1');
  await expect(app.getByText(/--split random --test-share 0.3 --validation 0.1/)).toBeVisible();

  // Saved, and chosen again after a reload.
  const parameters = app.getByRole('region', { name: 'Parameters' });
  const menu = parameters.getByRole('button', { name: 'Presets', exact: true });
  const presets = app.getByRole('list', { name: 'Presets' });
  await parameters.getByRole('textbox', { name: 'n_neighbors' }).fill('33');
  await parameters.getByRole('textbox', { name: 'shrinkage' }).fill('5');
  await menu.click();
  await app.getByRole('textbox', { name: 'Name of this preset' }).fill('few, shrunk');
  await app.getByRole('button', { name: 'Save preset' }).click();
  await expect(presets.getByRole('button', { name: /^few, shrunk/ })).toBeVisible();
  await look(app, info, '1-preset');
  await app.keyboard.press('Escape');
  await expect(presets).toBeHidden();
  await app.reload();
  await expect(parameters.getByRole('textbox', { name: 'n_neighbors' })).toHaveValue('');
  await app.getByRole('combobox', { name: 'Algorithm' }).selectOption('als');
  await menu.click();
  await presets.getByRole('button', { name: /^few, shrunk/ }).click();
  await expect(app.getByRole('combobox', { name: 'Algorithm' })).toHaveValue('user_knn');
  await expect(parameters.getByRole('textbox', { name: 'n_neighbors' })).toHaveValue('33');
  await expect(parameters.getByRole('textbox', { name: 'shrinkage' })).toHaveValue('5');

  // Renamed by keyboard, and what it was called is free again.
  await parameters.getByRole('button', { name: 'few, shrunk' }).click();
  await app.getByRole('button', { name: 'Rename the preset few, shrunk' }).click();
  await app.getByRole('textbox', { name: 'New name of few, shrunk' }).fill('mine');
  await app.keyboard.press('Enter');
  await expect(presets.getByRole('button', { name: /^mine/ })).toBeVisible();
  await expect(presets.getByRole('button', { name: /^few, shrunk/ })).toHaveCount(0);
  await app.keyboard.press('Escape');
  await expect(parameters.getByRole('button', { name: 'mine', exact: true })).toBeVisible();

  // The run is of that split and those parameters.
  await app.getByRole('button', { name: 'Start the run' }).click();
  const started = app.getByRole('grid', { name: 'Runs' }).getByRole('row').filter({ hasText: 'user_knn' }).first();
  await expect(started).toContainText('Finished', { timeout: 60_000 });
  const listed = execFileSync(process.execPath, ['main/cli/index.ts', 'runs', 'list', '--json'], {
    env: { ...process.env, KINDRED_HOME: home },
    encoding: 'utf8',
  });
  const all = Run.array().parse((JSON.parse(listed) as { runs: unknown }).runs);
  const made = all.reduce((newest, run) => (run.number > newest.number ? run : newest));
  expect(made.split.kind).toBe('random');
  expect(made.params).toMatchObject({ n_neighbors: 33, shrinkage: 5, test_share: 0.3, validation_share: 0.1 });

  // Why two runs cannot be compared is said with the name of the field.
  await go(`/compare?runs=${runs[1]!.id},${made.id}`);
  const summary = app.getByRole('region', { name: 'Summary' });
  await expect(summary).toContainText('Train both with the same field "Held-out part".');
  await expect(summary).not.toContainText('--');

  await go('/train');
  await menu.click();
  await app.getByRole('button', { name: 'Delete the preset mine' }).click();
  await expect(app.getByText('No preset is saved yet.')).toBeVisible();
});
