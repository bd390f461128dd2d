import { expect, startWebHost, test } from './fixture.ts';

test('the workbench appears, and again after it is loaded again', async ({ app }) => {
  await expect(app.getByRole('main')).toBeVisible();
  await app.reload();
  await expect(app.getByRole('main')).toBeVisible();
});

test('no secret stays in the address', async ({ app }) => {
  // Waits for the page to have started: it takes the secret out first of all.
  await expect(app).not.toHaveURL(/token|code=/);
});

test('a link to a page opens that page', async ({ app }) => {
  await app.evaluate(() => {
    window.location.hash = '#/runs';
  });
  await app.reload();
  await expect(app.getByRole('main')).toBeVisible();
  expect(app.url()).toContain('#/runs');
});

test.describe('signing in', () => {
  test.skip(({ host }) => host !== 'web', 'only the web host asks who is there');

  test('without the token the page says how to get in', async ({ app, browser, problems }) => {
    const stranger = await browser.newPage();
    await stranger.goto(new URL('/', app.url()).href);
    await expect(stranger.getByRole('main')).toContainText(/not signed in[\s\S]*address that Kindred printed/);
    await expect(stranger.getByRole('navigation')).toHaveCount(0);
    await stranger.close();
    expect(problems).toEqual([]);
  });

  test('the tokens of a host that was started again are told from the new ones', async ({ app, home, problems }) => {
    const { port } = new URL(app.url());
    const next = await startWebHost(home);
    const token = new URL(next.address).hash;
    // Another port is another place: what is kept here proves nothing there.
    await app.goto(new URL('/', next.address).href);
    await expect(app.getByRole('main')).toContainText('not signed in');
    expect(new URL(app.url()).port).not.toBe(port);
    // The new address, put into the tab that is open.
    await app.evaluate((fragment) => {
      window.location.hash = fragment;
    }, token);
    await expect(app.getByRole('main')).not.toContainText('not signed in');
    expect(app.url()).not.toContain('token');
    await app.close();
    next.child.kill('SIGTERM');
    problems.length = 0;
  });
});
