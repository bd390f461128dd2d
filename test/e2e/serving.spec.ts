import { execFileSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { look } from './look.ts';

type Answer = { model_version: string; recommendations: { post_id: string; score: number }[] };

/** Asks the API itself, past the workbench. */
async function recommended(address: string, user: string): Promise<Answer> {
  const response = await fetch(`${address}/api/recommendations/${user}?limit=10`);
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

/** A steady stream of requests, 20 a second, that notes which versions answered and what went wrong. */
function traffic(address: string) {
  const versions: string[] = [];
  const failures: string[] = [];
  const under = new Set<Promise<void>>();
  const timer = setInterval(() => {
    const asked: Promise<void> = recommended(address, 'u017')
      .then(({ model_version: version }) => void versions.push(version))
      .catch((error: unknown) => void failures.push(String(error)))
      .finally(() => under.delete(asked));
    under.add(asked);
  }, 50);
  return {
    versions,
    failures,
    async stop() {
      clearInterval(timer);
      await Promise.all(under);
    },
  };
}

async function trainBaselines(app: Page): Promise<void> {
  await app.getByRole('button', { name: 'Open the sample' }).click();
  await app.getByRole('button', { name: 'Train two baselines' }).click();
  const rows = app.getByRole('grid', { name: 'Runs' }).getByRole('row');
  await expect(rows.filter({ hasText: 'user_knn' })).toContainText('Finished', { timeout: 60_000 });
  await expect(rows.filter({ hasText: 'popularity' })).toContainText('Finished', { timeout: 60_000 });
}

const dialogOf = (app: Page) => app.getByRole('dialog', { name: 'Promote to live' });
const slotOf = (app: Page, alias: string) =>
  app.getByRole('list', { name: 'Slots' }).locator(`[data-alias=${alias}].slot`);

/** From a run's page to the gates of its version. */
async function openGates(app: Page, run: string): Promise<void> {
  await app.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Runs' }).click();
  await app.getByRole('grid', { name: 'Runs' }).getByRole('link', { name: run }).click();
  await app.getByRole('button', { name: 'Promote…' }).click();
  await dialogOf(app)
    .getByRole('button', { name: /^Register v\d+ and check its gates$/ })
    .click();
  await expect(dialogOf(app).getByRole('list', { name: 'Gates' }).getByRole('listitem')).toHaveCount(4, {
    timeout: 30_000,
  });
}

async function promote(app: Page): Promise<void> {
  await dialogOf(app).getByRole('button', { name: 'Promote to live' }).click();
  await expect(dialogOf(app).getByText(/^collaborative_filtering v\d+ is live\.$/)).toBeVisible({ timeout: 30_000 });
}

test.setTimeout(240_000);

test('from a run to an API that answers, switches without a failed request and goes back', async ({ app }, info) => {
  await app.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Serving' }).click();
  await expect(app.getByText('Nothing is live. Promote a run.')).toBeVisible();
  await look(app, info, '1-nothing-live');
  await app.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Home' }).click();
  await trainBaselines(app);

  // The first version: nothing to compare with, so every gate says yes.
  await openGates(app, 'popularity');
  await look(app, info, '2-first-gates');
  await promote(app);
  await look(app, info, '3-promoted');
  await dialogOf(app).getByRole('link', { name: 'Open Serving' }).click();
  await expect(app.getByRole('contentinfo', { name: 'Status' })).toContainText('API live v1');
  const address = (await app.getByRole('region', { name: 'API', exact: true }).locator('code').textContent())!;

  const before = await recommended(address, 'u017');
  expect(before.model_version).toBe('collaborative_filtering_v1');
  const stream = traffic(address);

  await openGates(app, 'user-knn k=20');
  await look(app, info, '4-gates');
  await promote(app);
  await dialogOf(app).getByRole('link', { name: 'Open Serving' }).click();
  await expect(slotOf(app, 'live')).toContainText('v2');
  await expect(slotOf(app, 'previous')).toContainText('v1');
  await expect(app.getByRole('contentinfo', { name: 'Status' })).toContainText('API live v2');

  // What the page shows is what the API answers.
  const tryIt = app.getByRole('region', { name: 'Try it' });
  await tryIt.getByLabel('User').fill('u017');
  await tryIt.getByRole('button', { name: 'Ask' }).click();
  const answer = app.getByRole('region', { name: 'Answer of the live version', exact: true });
  await expect(answer.getByRole('listitem')).toHaveCount(10);
  const shown = await answer.locator('[data-item]').allTextContents();
  const after = await recommended(address, 'u017');
  expect(after.model_version).toBe('collaborative_filtering_v2');
  expect(after.recommendations.map(({ post_id: item }) => item)).toEqual(shown);
  expect(shown).not.toEqual(before.recommendations.map(({ post_id: item }) => item));

  await answer.getByRole('button', { name: `Why ${shown[0]}?` }).click();
  await expect(app.getByRole('region', { name: `Why ${shown[0]} for u017` })).toContainText(/Score \d/);
  const curl = (await tryIt.locator('.curl-text').textContent())!;
  const said = JSON.parse(execFileSync('sh', ['-c', curl], { encoding: 'utf8' })) as Answer;
  expect(said.recommendations.map(({ post_id: item }) => item)).toEqual(shown);
  await expect(app.locator('.api-figures')).toContainText(/p95\d/, { timeout: 30_000 });
  await look(app, info, '5-serving');

  // Back, and how long it took from the click to the first answer of the old version: told, not judged, on a machine of many.
  const clickedAt = app.evaluate(
    () => new Promise<number>((resolve) => addEventListener('click', () => resolve(Date.now()), { once: true })),
  );
  const clicking = app.getByRole('button', { name: 'Roll back to v1' }).click();
  await expect
    .poll(async () => (await recommended(address, 'u017')).model_version, { intervals: [10], timeout: 30_000 })
    .toBe('collaborative_filtering_v1');
  const answeredAt = Date.now();
  await clicking;
  const took = answeredAt - (await clickedAt);
  info.annotations.push({ type: 'roll-back', description: `${took.toFixed(0)} ms` });
  expect(await recommended(address, 'u017')).toMatchObject({ recommendations: before.recommendations });
  await expect(app.getByRole('list', { name: 'History' })).toContainText('Rolled back to v1 from v2');
  await expect(app.getByRole('list', { name: 'History' })).toContainText('v2 became live in place of v1');
  await expect(app.getByRole('contentinfo', { name: 'Status' })).toContainText('API live v1');

  await stream.stop();
  expect(stream.failures).toEqual([]);
  expect(new Set(stream.versions)).toEqual(new Set(['collaborative_filtering_v1', 'collaborative_filtering_v2']));

  await app.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Runs' }).click();
  const rows = app.getByRole('grid', { name: 'Runs' }).getByRole('row');
  await expect(rows.filter({ hasText: 'popularity' }).locator('.alias')).toContainText('live');
  await expect(rows.filter({ hasText: 'user_knn' }).locator('.alias')).toHaveCount(0);
  const links = rows.getByRole('link', { name: /^(popularity|user-knn k=20)$/ });
  const ids = await links.evaluateAll((all) =>
    all.map((link) => /runs\/([^/?]+)/.exec(link.getAttribute('href')!)![1]!),
  );
  await app.evaluate((runs) => {
    location.hash = `#/compare?runs=${runs.join(',')}`;
  }, ids);
  await expect(app.getByRole('region', { name: 'Runs that are compared' }).locator('.alias')).toHaveText(
    /^live\s*as collaborative_filtering v1$/,
    {
      timeout: 30_000,
    },
  );

  // Killed from outside: red, and again what it was.
  await app.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Serving' }).click();
  const api = app.getByRole('region', { name: 'API', exact: true });
  const figures = api.locator('.api-figures > div');
  process.kill(Number(await figures.filter({ hasText: 'Process' }).locator('dd').textContent()), 'SIGKILL');
  await expect(api.getByRole('alert')).toContainText('The serving API ended by itself.', { timeout: 30_000 });
  await expect(app.getByRole('contentinfo', { name: 'Status' })).toContainText('API failed');
  // What is fading has no contrast to judge.
  await expect(app.getByText('The history has both decisions.')).toBeHidden({ timeout: 30_000 });
  await look(app, info, '6-killed');
  await api.getByRole('button', { name: 'Restart' }).click();
  await expect(app.getByRole('contentinfo', { name: 'Status' })).toContainText('API live v1', { timeout: 30_000 });
  const again = (await api.locator('code').textContent())!;
  expect(await recommended(again, 'u017')).toMatchObject({ recommendations: before.recommendations });
});

test('a gate that says no asks for a reason; a candidate is tried beside what is live', async ({
  app,
  problems,
}, info) => {
  await trainBaselines(app);
  await app.getByRole('button', { name: /^Compare \(2\)/ }).click();
  await expect(app.getByRole('button', { name: 'Promote winner (B)…' })).toBeVisible();
  await look(app, info, '6-compare');

  // By keyboard alone: the winner, its version, its gates, live.
  await app.keyboard.press('p');
  const register = dialogOf(app).getByRole('button', { name: 'Register v1 and check its gates' });
  await expect(register).toBeFocused();
  await app.keyboard.press('Enter');
  const decide = dialogOf(app).getByRole('button', { name: 'Promote to live' });
  await expect(decide).toBeFocused({ timeout: 30_000 });
  await app.keyboard.press('Enter');
  const open = dialogOf(app).getByRole('link', { name: 'Open Serving' });
  await expect(open).toBeFocused({ timeout: 30_000 });
  await app.keyboard.press('Enter');
  await expect(slotOf(app, 'live')).toContainText('user-knn k=20');

  // Popularity is worse: the gates say so, and a reason is needed.
  await openGates(app, 'popularity');
  await expect(
    dialogOf(app)
      .getByRole('listitem')
      .filter({ has: app.getByLabel('No:') }),
  ).not.toHaveCount(0);
  await expect(decide).toBeDisabled();
  const reason = dialogOf(app).getByRole('textbox', { name: /Why promote it all the same\?/ });
  await reason.fill('too short');
  await expect(decide).toBeDisabled();
  await reason.fill('A drill of going back, agreed on Monday');
  await expect(decide).toBeEnabled();
  await look(app, info, '7-gate-says-no');
  await dialogOf(app).getByRole('button', { name: 'Cancel' }).click();

  await app.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Serving' }).click();
  await expect(slotOf(app, 'candidate')).toContainText('v2');
  const trial = app.getByRole('region', { name: 'Trial of the candidate' });
  await trial.getByRole('switch', { name: 'Compare in the shadow' }).click();
  await trial.getByLabel('Canary: users whom it answers').selectOption('0.1');
  const tryIt = app.getByRole('region', { name: 'Try it' });
  await expect(tryIt.getByLabel('User')).toHaveValue(/^u\d{3}$/);
  await tryIt.getByText('Both', { exact: true }).click();
  await tryIt.getByRole('button', { name: 'Ask' }).click();
  const items = (slot: string) =>
    app
      .getByRole('region', { name: `Answer of the ${slot} version`, exact: true })
      .locator('[data-item]')
      .allTextContents();
  await expect(app.getByRole('region', { name: 'Answer of the candidate version', exact: true })).toBeVisible();
  const [live, candidate] = [await items('live'), await items('candidate')];
  const arrows = await app
    .getByRole('region', { name: 'Answer of the candidate version', exact: true })
    .locator('.tried-change [aria-hidden]')
    .allTextContents();
  expect(arrows).toEqual(
    candidate.map((item, rank) => {
      const before = live.indexOf(item);
      return before < 0 ? 'new' : before === rank ? '=' : `${before > rank ? '↑' : '↓'}${Math.abs(before - rank)}`;
    }),
  );
  await app
    .getByRole('button', { name: `Why ${live[0]}?` })
    .first()
    .click();
  await expect(app.getByRole('region', { name: /^Why .+ for u\d{3}$/ })).toContainText(/Score \d/);
  await app.setViewportSize({ width: 1440, height: 1700 });
  await look(app, info, '8-candidate');
  await app.setViewportSize({ width: 1440, height: 900 });

  // A key's secret is shown once.
  await app.getByRole('button', { name: 'New key' }).click();
  await app.getByRole('textbox', { name: 'Name' }).fill('shop-frontend');
  await look(app, info, '9-new-key');
  await app.getByRole('button', { name: 'Create the key' }).click();
  await expect(app.getByRole('dialog', { name: 'Copy the key now' }).locator('.key-secret')).toHaveText(/\S{20,}/);
  await look(app, info, '10-key');
  await app.getByRole('button', { name: 'Done' }).click();
  await app.getByRole('button', { name: 'Revoke the key shop-frontend' }).click();
  await app.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(app.getByText('No keys. Programs on this computer need none.')).toBeVisible();

  // Trained again: the groups never change, so there is nothing new; a schedule that is none is refused in words.
  const retraining = app.getByRole('region', { name: 'Retraining', exact: true });
  await retraining.getByRole('button', { name: 'Retrain now' }).click();
  await expect(retraining.getByRole('listitem')).toContainText('Nothing new', { timeout: 30_000 });
  await retraining.getByRole('button', { name: 'Schedule…' }).click();
  const plan = app.getByRole('dialog', { name: /^Retraining of / });
  await plan.getByLabel('Schedule (UTC)').fill('every day');
  await plan.getByRole('button', { name: 'Save the schedule' }).click();
  await expect(plan.getByRole('alert')).toContainText('"every day" is no schedule.');
  await look(app, info, '11-retraining');
  // The host said no: that is what was provoked.
  problems.splice(0);
  await plan.getByLabel('Schedule (UTC)').fill('0 2 * * *');
  await plan.getByRole('button', { name: 'Save the schedule' }).click();
  await expect(retraining).toContainText('Next');

  // Off and on again: the same version answers.
  const api = app.getByRole('region', { name: 'API', exact: true });
  await api.getByRole('button', { name: 'Stop' }).click();
  await expect(api).toContainText('Stopped');
  await expect(app.getByRole('contentinfo', { name: 'Status' })).toContainText('API stopped');
  await look(app, info, '12-stopped');
  await api.getByRole('button', { name: 'Start' }).click();
  await expect(app.getByRole('contentinfo', { name: 'Status' })).toContainText('API live v1');
});
