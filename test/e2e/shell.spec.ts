import { expect, test } from './fixture.ts';
import { look } from './look.ts';

test('tabs, drawer, palette and shortcuts carry the work across pages', async ({ app }, info) => {
  await app.getByRole('button', { name: 'Open the sample' }).click();
  await app.getByRole('button', { name: 'Train two baselines' }).click();
  const rows = app.getByRole('grid', { name: 'Runs' }).getByRole('row');
  await expect(rows.filter({ hasText: 'user_knn' })).toContainText('Finished', { timeout: 60_000 });
  await expect(rows.filter({ hasText: 'popularity' })).toContainText('Finished', { timeout: 60_000 });

  const pages = app.getByRole('navigation', { name: 'Open pages' });
  await expect(pages.getByRole('link')).toHaveText(['Home', 'Runs']);
  await rows.filter({ hasText: 'user_knn' }).getByRole('link').first().click();
  await expect(pages.getByRole('link', { name: /user-knn/ })).toHaveAttribute('aria-current', 'page');
  await pages.getByRole('link', { name: /user-knn/ }).dblclick();
  await pages.getByRole('link', { name: 'Runs' }).click();
  await rows.filter({ hasText: 'popularity' }).getByRole('link').first().click();
  await expect(pages.getByRole('link')).toHaveCount(4);

  // Closed and opened again by keys.
  await expect(app).toHaveURL(/#\/runs\/./);
  const address = app.url();
  await app.getByRole('main').focus();
  await app.keyboard.press('g');
  await app.keyboard.press('w');
  await expect(pages.getByRole('link')).toHaveCount(3);
  await expect(app).not.toHaveURL(address);
  await app.keyboard.press('g');
  await app.keyboard.press('z');
  await expect(app).toHaveURL(address);
  await app.keyboard.press('g');
  await app.keyboard.press('1');
  await expect(app.getByRole('heading', { name: 'Home' })).toBeVisible();

  await app.keyboard.press('Control+j');
  const drawer = app.getByRole('region', { name: 'Jobs, log and notifications' });
  await expect(drawer.getByRole('list', { name: 'Jobs' }).getByRole('listitem')).toHaveCount(2);
  await look(app, info, 'jobs');
  await drawer.getByRole('tab', { name: 'Log' }).click();
  await expect(drawer).toContainText(/Run 2 user-knn k=20 is finished/);
  await app.reload();
  await expect(drawer).toBeVisible();
  await expect(pages.getByRole('link')).toHaveCount(4);

  // The palette opens from anywhere, finds a run, and gives the focus back.
  const search = app.getByRole('button', { name: /^Search/ });
  await search.focus();
  await app.keyboard.press('Control+k');
  const field = app.getByRole('textbox', { name: /^Search/ });
  await expect(field).toBeFocused();
  await field.fill('#user');
  await expect(app.getByRole('button', { name: /user_knn on six-groups/ })).toBeVisible();
  await look(app, info, 'palette');
  await field.fill('@u017');
  await expect(app.getByRole('button', { name: /^u017 tech/ })).toBeVisible();
  await field.fill(':tech');
  await expect(app.getByRole('button', { name: /similar items in run 2 user-knn/ }).first()).toBeVisible();
  await field.fill('>new connection');
  await expect(app.getByRole('button', { name: 'New connection' })).toBeVisible();
  await app.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(search).toBeFocused();

  await app.keyboard.press('?');
  const sheet = app.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toContainText('Open the closed tab again');
  await look(app, info, 'shortcuts');
  await app.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);

  await app.keyboard.press('Control+,');
  const settings = app.getByRole('dialog', { name: 'Settings' });
  await expect(settings).toContainText('Data folder');
  await look(app, info, 'settings');
  await settings.getByText('Dark', { exact: true }).click();
  await expect(app.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await settings.getByRole('switch', { name: 'Single-key shortcuts' }).click();
  await app.keyboard.press('Escape');
  await expect(settings).toHaveCount(0);
  await app.keyboard.press('?');
  await expect(sheet).toHaveCount(0);
  await app.reload();
  await expect(app.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await app.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: 'Settings' }).click();
  await expect(settings.getByRole('switch', { name: 'Single-key shortcuts' })).not.toBeChecked();
  await settings.getByText('As the system', { exact: true }).click();
  await settings.getByRole('switch', { name: 'Single-key shortcuts' }).click();
  await app.keyboard.press('Escape');
  await expect(settings).toHaveCount(0);
  await app.keyboard.press('?');
  await expect(sheet).toBeVisible();
});
