import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { previewGroups } from '../../runs/data/groups/preview-groups.ts';
import { readSnapshot } from '../../runs/data/snapshot.ts';
import { groupsPresets } from '../../shared/domain/groups-presets.ts';
import { GroupsRecipe } from '../../shared/domain/groups-recipe.ts';
import { Weighting } from '../../shared/domain/weighting.ts';
import { expect, test } from './fixture.ts';
import { look } from './look.ts';
import { savedBy } from './saved-file.ts';
import { askStore } from './seeded-runs.ts';

const long = { timeout: 30_000 };

const place = (app: Page, name: string) =>
  app.getByRole('navigation', { name: 'Places' }).getByRole('link', { name, exact: true });

async function openStudio(app: Page): Promise<void> {
  await place(app, 'Studio').click();
  await settled(app);
}

/** The preview on screen is of the recipe as it is now. */
async function settled(app: Page): Promise<void> {
  await expect(app.locator('.studio-preview')).toHaveAttribute('aria-busy', 'false', long);
  await expect(app.getByRole('table', { name: 'Expected similarity' })).toBeVisible(long);
}

/** The recipe as the page keeps it; the sample before anything was changed. */
async function recipeOf(app: Page): Promise<GroupsRecipe> {
  const kept = await app.evaluate(() => localStorage.getItem('kindred.studio'));
  return kept === null ? groupsPresets['six-groups'] : GroupsRecipe.parse(JSON.parse(kept).recipe);
}

/** What the core says of the recipe on screen. */
const previewOf = async (app: Page) => previewGroups(await recipeOf(app), Weighting.parse({}));

const cell = (app: Page, table: string, row: number, column: number): Locator =>
  app.getByRole('table', { name: table }).locator('tbody tr').nth(row).locator('td').nth(column);
const numberIn = async (at: Locator): Promise<number> => Number(await at.textContent());
const tableOf = async (app: Page, table: string): Promise<number[]> =>
  (await app.getByRole('table', { name: table }).locator('tbody td').allTextContents()).map(Number);
const undo = (app: Page) => app.getByRole('button', { name: 'Undo', exact: true });

test.setTimeout(300_000);

test('edits show what they lead to, and are taken back one by one', async ({ app }, info) => {
  await openStudio(app);
  const before = await recipeOf(app);
  expect(before).toEqual(groupsPresets['six-groups']);
  // The page scrolls within the shell, which itself cannot be moved away.
  expect(await app.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);

  // With any seed the groups come out as expected, and bridges are nearer to both ends than these are to each other.
  const groups = before.groups.length;
  for (const seed of [1, 2, 3, 4, 5]) {
    await app.getByRole('textbox', { name: 'Seed' }).fill(String(seed));
    await settled(app);
    const [expected, realised] = [await tableOf(app, 'Expected similarity'), await tableOf(app, 'Realised similarity')];
    const greatest = Math.max(...expected.map((value, at) => Math.abs(value - realised[at]!)));
    expect(greatest, `seed ${seed}`).toBeLessThanOrEqual(0.05);
    // The tables have three digits.
    expect(Math.abs((await numberIn(app.getByTestId('max-error'))) - greatest)).toBeLessThan(0.00105);
    for (const values of [expected, realised]) {
      for (const end of [0, 1]) expect(values[5 * groups + end]!).toBeGreaterThan(values[1]!);
    }
  }

  // The more noise, the less alike are the members of a group.
  const within: [expected: number, realised: number][] = [];
  for (const level of ['0', '0.15', '0.3', '0.45', '0.6']) {
    await app.getByRole('textbox', { name: 'Noise' }).fill(level);
    await settled(app);
    within.push([
      await numberIn(cell(app, 'Expected similarity', 0, 0)),
      await numberIn(cell(app, 'Realised similarity', 0, 0)),
    ]);
  }
  for (const [step, [expected, realised]] of within.entries()) {
    if (step === 0) continue;
    expect(expected, `noise step ${step}`).toBeLessThan(within[step - 1]![0]);
    expect(realised, `noise step ${step}`).toBeLessThan(within[step - 1]![1]);
  }
  while (await undo(app).isEnabled()) await undo(app).click();
  expect(await recipeOf(app)).toEqual(before);

  // A slider and its number are one value.
  const noise = app.getByRole('slider', { name: 'Noise' });
  await noise.press('ArrowRight');
  await expect(app.getByRole('textbox', { name: 'Noise' })).toHaveValue('0.15');
  await app.getByRole('textbox', { name: 'Noise' }).fill('0.3');
  await expect(noise).toHaveAttribute('aria-valuenow', '0.3');

  // An overlap counts both ways, typed and stepped; similarity rises with it, separation falls.
  await settled(app);
  const low = {
    expected: await numberIn(cell(app, 'Expected similarity', 0, 1)),
    realised: await numberIn(cell(app, 'Realised similarity', 0, 1)),
    predicted: await numberIn(cell(app, 'Separation of each two groups', 0, 1)),
  };
  await app.getByRole('spinbutton', { name: 'Overlap tech × sports' }).fill('0.85');
  await expect(app.getByRole('spinbutton', { name: 'Overlap sports × tech' })).toHaveValue('0.85');
  await app.getByRole('spinbutton', { name: 'Overlap sports × tech' }).press('ArrowDown');
  await expect(app.getByRole('spinbutton', { name: 'Overlap tech × sports' })).toHaveValue('0.8');
  await settled(app);
  expect(await numberIn(cell(app, 'Expected similarity', 0, 1))).toBeGreaterThan(low.expected);
  expect(await numberIn(cell(app, 'Realised similarity', 1, 0))).toBeGreaterThan(low.realised);
  expect(await numberIn(cell(app, 'Separation of each two groups', 0, 1))).toBeLessThan(low.predicted);

  // A stroke of the brush over two cells sets both, and is one step.
  await app.getByRole('switch', { name: 'Brush: drag over cells' }).click();
  await app.getByRole('textbox', { name: 'Overlap of the brush' }).fill('0.7');
  const [from, to] = [
    app.getByRole('spinbutton', { name: 'Overlap sports × mixed' }),
    app.getByRole('spinbutton', { name: 'Overlap sports × casual' }),
  ];
  await from.scrollIntoViewIfNeeded();
  const middle = async (cellAt: Locator) => {
    const box = (await cellAt.boundingBox())!;
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };
  await app.mouse.move(...(await middle(from)));
  await app.mouse.down();
  await app.mouse.move(...(await middle(to)), { steps: 5 });
  await app.mouse.up();
  await expect(from).toHaveValue('0.7');
  await expect(app.getByRole('spinbutton', { name: 'Overlap casual × sports' })).toHaveValue('0.7');
  await undo(app).click();
  await expect(from).toHaveValue('0.4');
  await expect(to).toHaveValue('0.2');
  await app.getByRole('switch', { name: 'Brush: drag over cells' }).click();

  // Twenty changes: the last one is shown.
  const seed = app.getByRole('textbox', { name: 'Seed' });
  await seed.focus();
  for (let step = 0; step < 20; step++) await app.keyboard.press('ArrowUp');
  await expect(seed).toHaveValue('27');
  await settled(app);
  const preview = await previewOf(app);
  expect((await recipeOf(app)).seed).toBe(27);
  await expect(app.getByTestId('max-error')).toHaveText(preview.max_error.value.toFixed(4));
  await expect(app.getByRole('list', { name: 'Warnings' }).getByRole('listitem')).toHaveText(preview.warnings);
  for (const [name, values] of [
    ['Expected similarity', preview.expected],
    ['Realised similarity', preview.realised],
  ] as const) {
    const shown = await app.getByRole('table', { name }).locator('tbody td').allTextContents();
    expect(shown.map(Number)).toEqual(values.flat().map((value) => Number(value.toFixed(3))));
    // Bridges are nearer to both ends than these are to each other.
    for (const end of [0, 1]) expect(values[5]![end]!).toBeGreaterThan(values[0]![1]!);
  }
  await app.getByText('Activity-corrected', { exact: true }).click();
  await expect(cell(app, 'Expected similarity', 0, 0)).toHaveText(
    `${(preview.expected[0]![0]! / preview.chance[0]![0]!).toFixed(1)}×`,
  );
  await app.getByText('Cosine', { exact: true }).click();

  // More edits, then all of them back and forth.
  await app.getByRole('textbox', { name: 'Users of casual' }).fill('150');
  await app.getByRole('slider', { name: 'Cold start' }).press('ArrowRight');
  await app.getByRole('button', { name: 'Add a group', exact: true }).click();
  await app.getByRole('textbox', { name: 'Name', exact: true }).fill('late');
  await app.getByRole('textbox', { name: 'Items', exact: true }).fill('120');
  await app.getByRole('slider', { name: 'Popularity skew' }).press('ArrowLeft');
  await settled(app);
  await expect(app.locator('.heatmaplayer image').first()).toBeVisible(long);
  await app.getByRole('heading', { name: 'Studio', level: 1 }).scrollIntoViewIfNeeded();
  await look(app, info, '1-edited');
  const after = await recipeOf(app);
  expect(after.groups.map(({ name }) => name).at(-1)).toBe('late');
  let steps = 0;
  for (; await undo(app).isEnabled(); steps++) await undo(app).click();
  expect(steps).toBeGreaterThanOrEqual(10);
  expect(JSON.stringify(await recipeOf(app))).toBe(JSON.stringify(before));
  for (let step = 0; step < steps; step++) await app.getByRole('button', { name: 'Redo', exact: true }).click();
  expect(JSON.stringify(await recipeOf(app))).toBe(JSON.stringify(after));
  await app.reload();
  await settled(app);
  expect(JSON.stringify(await recipeOf(app))).toBe(JSON.stringify(after));
});

test('a recipe becomes a version, is trained on, and is forked instead of changed', async ({ app, home }, info) => {
  await openStudio(app);
  // So few items that somebody shares none with the others.
  await app.getByRole('button', { name: 'C casual', exact: true }).click();
  await app.getByRole('textbox', { name: 'Items a user' }).fill('2');
  await settled(app);
  const warnings = await app.getByRole('list', { name: 'Warnings' }).getByRole('listitem').allTextContents();
  const state = app.locator('.studio-state');
  const save = app.getByRole('button', { name: 'Generate & save version' });
  await app.getByRole('textbox', { name: 'Name of the dataset' }).fill('lab');
  await save.click();
  await expect(state).toHaveText('Saved as lab v1.', long);
  const folders = () => readdirSync(join(home, 'datasets'));
  const [first] = folders();
  const made = itemsByGroup(join(home, 'datasets', first!));
  const { mean } = groupsPresets['six-groups'].groups.find(({ name }) => name === 'power')!.activity;
  expect(Math.abs(made('power').meanItems / mean - 1)).toBeLessThan(0.05);
  // What the Studio warned of is so in the data: who shares nothing with anybody of the group.
  const { users, meanItems, lonely } = made('casual');
  expect(lonely).toBeGreaterThan(0);
  expect(warnings.filter((text) => text.startsWith('casual users average'))).toEqual([
    `casual users average ${meanItems.toFixed(1)} items: ${lonely} of ${users} (${Math.round((100 * lonely) / users)} %) share no item with another casual user, so nobody in the group can be their neighbour.`,
  ]);
  await save.click();
  await expect(state).toContainText('the same bytes as lab v1', long);
  expect(folders()).toEqual([first]);
  await app.getByRole('textbox', { name: 'Seed' }).fill('8');
  await save.click();
  await expect(state).toHaveText('Saved as lab v2.', long);
  expect(folders()).toHaveLength(2);

  // The Studio knows it again, and what is changed is a draft.
  await app.reload();
  await expect(state).toHaveText('Saved as lab v2.');
  await app.getByRole('textbox', { name: 'Seed' }).fill('9');
  await expect(state).toHaveText('Draft; nothing is stored yet.');
  await app.getByRole('textbox', { name: 'Seed' }).fill('7');
  await expect(state).toHaveText('Saved as lab v1.');
  await app.getByRole('textbox', { name: 'Seed' }).fill('8');
  await expect(state).toHaveText('Saved as lab v2.');

  // Out as a file and in again.
  await app.getByRole('button', { name: 'Recipe…' }).click();
  const file = await savedBy(app, () => app.getByRole('button', { name: 'Save as a file' }).click());
  expect(file.name).toBe('lab.recipe.json');
  const area = app.getByRole('textbox', { name: 'Recipe' });
  const text = await area.inputValue();
  const draft = await recipeOf(app);
  expect(GroupsRecipe.parse(JSON.parse(text))).toEqual(draft);
  expect(GroupsRecipe.parse(JSON.parse(file.bytes.toString()))).toEqual(draft);
  await area.fill(text.replace('"size": 120', '"size": 1'));
  await expect(app.getByText('Group tech, users: at least 2, not 1.')).toBeVisible();
  await look(app, info, '2-recipe');
  await area.fill(text.replace('"seed": 8', '"seed": 9'));
  await app.getByRole('button', { name: 'Use this recipe' }).click();
  await expect(app.getByRole('textbox', { name: 'Seed' })).toHaveValue('9');
  await undo(app).click();
  expect(await recipeOf(app)).toEqual(draft);

  // What a run uses stays as it is.
  await save.click();
  await expect(state).toContainText('the same bytes as lab v2', long);
  await app.getByRole('link', { name: 'Train on it' }).click();
  await expect(app.getByRole('combobox', { name: 'Dataset' })).toHaveValue(/.+/);
  await app.getByRole('button', { name: 'Start the run' }).click();
  const row = app.getByRole('grid', { name: 'Runs' }).getByRole('row').filter({ hasText: 'user_knn' });
  await expect(row).toContainText('Finished', { timeout: 60_000 });
  await openStudio(app);
  await app.getByRole('button', { name: 'Start from' }).click();
  await app.getByRole('menuitem', { name: 'lab v2' }).click();
  await expect(state).toContainText('lab v2 is used by 1 run and stays as it is');
  await expect(save).toBeDisabled();
  await app.getByRole('button', { name: 'Fork' }).click();
  await expect(state).toHaveText('Draft, forked from lab v2.');
  await app.getByRole('textbox', { name: 'Seed' }).fill('10');
  await app.getByRole('spinbutton', { name: 'Overlap tech × bridge' }).fill('0.65');
  // What is otherwise than in the version stands in the line; so does a group of a kind.
  await expect(app.getByText('2 changes: seed 8 → 10, overlap T × B 0.6 → 0.65')).toBeVisible();
  await app.getByRole('button', { name: 'Add a group of a kind' }).click();
  await app.getByRole('menuitem', { name: /^casual 4 ± 2 items/ }).click();
  await expect(app.getByText(/^3 changes: .*with casual 2/)).toBeVisible();
  await settled(app);
  await look(app, info, '3-forked');
  await save.click();
  await expect(state).toHaveText('Saved as lab v3.', long);
});

test('generating many users can be stopped and leaves nothing behind', async ({ app, home, problems }) => {
  await openStudio(app);
  await app.getByRole('button', { name: 'Recipe…' }).click();
  const six = groupsPresets['six-groups'];
  const many = { ...six, groups: six.groups.map((group) => ({ ...group, size: 8400 })) };
  await app.getByRole('textbox', { name: 'Recipe' }).fill(JSON.stringify(many));
  await app.getByRole('button', { name: 'Use this recipe' }).click();
  await settled(app);
  await expect(app.getByText(/of the first [\d,]+ of 50,400 users/)).toBeVisible();
  await app.getByRole('button', { name: 'Generate & save version' }).click();
  await expect(app.locator('.studio-progress').getByRole('progressbar')).toBeVisible(long);
  await app.getByRole('button', { name: 'Cancel' }).click();
  await expect(app.locator('.studio-state')).toContainText(/cancelled/i, long);
  await expect(app.getByRole('button', { name: 'Cancel' })).toBeHidden();
  const kept = () => readdirSync(home, { recursive: true }).filter((path) => /\.(i32|f64)/.test(String(path)));
  await expect.poll(kept, long).toEqual([]);
  await place(app, 'Data').click();
  await expect(app.getByRole('main')).toBeVisible();
  await expect(app.getByText('my-groups')).toHaveCount(0);
  expect(await askStore(home, (store) => store.datasets.list())).toEqual([]);
  expect(readdirSync(home)).toContain('kindred.db');
  // The web host answers what was cancelled with a status that the browser notes.
  expect(problems.filter((problem) => !problem.includes('499'))).toEqual([]);
  problems.length = 0;
});

/** What the users of a stored dataset's group have: distinct items on average, and how many share none with another of the group. */
function itemsByGroup(folder: string) {
  const { interactions, groups } = readSnapshot(folder);
  const itemsOf = interactions.userIds.ids.map(() => new Set<number>());
  interactions.users.forEach((user, row) => itemsOf[user]!.add(interactions.items[row]!));
  return (name: string) => {
    const members = itemsOf.filter((_, user) => groups!.ofUser[user] === groups!.names.indexOf(name));
    const isLonely = (items: Set<number>) =>
      members.every((others) => others === items || [...items].every((item) => !others.has(item)));
    return {
      users: members.length,
      meanItems: members.reduce((sum, { size }) => sum + size, 0) / members.length,
      lonely: members.filter(isLonely).length,
    };
  };
}
