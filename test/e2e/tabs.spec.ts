import { expect, test } from './fixture.ts';

test.skip(({ host }) => host !== 'web', 'the desktop application has one window');

test('eight open tabs still work: a browser opens only six connections to a host', async ({ app, browser }) => {
  const context = app.context();
  const tabs = [app];
  while (tabs.length < 8) {
    const tab = await context.newPage();
    await tab.goto(new URL('/#/runs', app.url()).href);
    tabs.push(tab);
  }
  for (const tab of tabs) await expect(tab.getByRole('navigation').first()).toBeVisible();
  const last = tabs.at(-1)!;
  const answers = await last.evaluate(async () => {
    const token = localStorage.getItem('kindred.token') ?? '';
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const response = await fetch('api/system.info', { method: 'POST', headers, body: '{}' });
    return response.status;
  });
  expect(answers).toBe(200);
  expect(browser.contexts()).toHaveLength(1);
  for (const tab of tabs.slice(1)) await tab.close();
});
