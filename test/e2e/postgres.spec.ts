import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import type { Locator, Page } from '@playwright/test';
import pg from 'pg';
import { filesWith, holds } from '../pg/planted.ts';
import { startTestServer, type TestServer } from '../pg/test-server.ts';
import { expect, test } from './fixture.ts';
import { look } from './look.ts';

const planted = 'pl@nted:/%#"pässword';
let server: TestServer;
let client: pg.Client;

test.beforeAll(async () => {
  server = await startTestServer();
  client = new pg.Client(server.url);
  await client.connect();
  await client.query(`
    create table "Click Log" ("Who" bigint, "What" text, "Kind" text, "At" timestamptz);
    insert into "Click Log" select i % 40, 'item ' || i * i % 31, case when i % 3 = 0 then 'buy' else 'view' end,
      timestamptz '2026-01-01' + i * interval '1 h' from generate_series(1, 1500) i;
    insert into "Click Log" values (null, 'item 1', 'view', '2026-01-02');
    analyze;
    create role shopper login password '${planted}';
    grant select on "Click Log" to shopper`);
});
test.afterAll(async () => {
  await client.end();
  await server.stop();
});

/** What is pasted never was typed, and its password must not stay on the page. */
const paste = (field: Locator, text: string) =>
  field.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);

/** What the page saves next, as text; a browser behind the stand-in keeps the file to itself. */
const savedText = (app: Page) =>
  app.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const make = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (made) => {
          if (made instanceof Blob) void made.text().then(resolve);
          return make(made);
        };
      }),
  );

const dialogOf = (app: Page) => app.getByRole('dialog');
const stagesOf = (app: Page) => app.getByRole('list', { name: 'Stages of the test' });
const addressOf = () => {
  const { hostname, port } = new URL(server.url);
  return `postgresql://shopper:${encodeURIComponent(planted)}@${hostname}:${port}/postgres`;
};

/** Tests and expects all stages before this one to be good. */
async function expectFailure(app: Page, stage: string, sentence: RegExp, hint: RegExp): Promise<void> {
  await dialogOf(app).getByRole('button', { name: 'Test', exact: true }).click();
  const failed = stagesOf(app).locator('[data-ok=false]');
  await expect(failed).toHaveAttribute('data-stage', stage, { timeout: 20_000 });
  await expect(failed).toContainText(sentence);
  await expect(failed).toContainText(hint);
  await expect(dialogOf(app).getByRole('button', { name: 'Test', exact: true })).toBeVisible();
}

async function expectSuccess(app: Page): Promise<void> {
  await dialogOf(app).getByRole('button', { name: 'Test', exact: true }).click();
  await expect(stagesOf(app).locator('[data-ok=true]')).toHaveCount(6, { timeout: 20_000 });
}

test('from an address to a trained run, without a trace of the password', async ({
  app: first,
  home,
  problems,
  reopen,
}, info) => {
  const seen: string[] = [];
  let app = first;
  await app.getByRole('link', { name: 'Data', exact: true }).click();
  await app.getByRole('button', { name: 'New connection' }).click();
  const dialog = dialogOf(app);
  const field = (name: string) => dialog.getByRole('textbox', { name, exact: true });
  await paste(field('Address'), addressOf());
  const { hostname, port } = new URL(server.url);
  for (const [name, value] of [
    ['Address', ''],
    ['Host', hostname],
    ['Port', port],
    ['Database', 'postgres'],
    ['User', 'shopper'],
    ['Name', 'postgres'],
  ] as const) {
    await expect(field(name)).toHaveValue(value);
  }
  const password = dialog.getByLabel('Password', { exact: true });
  await expect(password).toHaveValue(planted);
  await expect(dialog.getByRole('switch', { name: 'Read-only' })).toBeChecked();
  await field('Name').fill('shop');

  await field('Host').fill('no-such-host.invalid');
  await expectFailure(app, 'dns', /There is no host named "no-such-host\.invalid"/, /spelling/);
  await field('Host').fill(hostname);
  await field('Port').fill('1');
  await expectFailure(app, 'tcp', /Nothing listens on 127\.0\.0\.1:1\./, /is 1 its port/);
  await field('Port').fill(port);
  await field('Database').fill('nope');
  await expectFailure(app, 'sign-in', /There is no database "nope"/, /case counts/);
  await field('Database').fill('postgres');
  await password.fill('wrong');
  await expectFailure(app, 'sign-in', /refuses the password of "shopper"/, /%40/);
  await password.fill(planted);
  await dialog.getByLabel('Encryption').selectOption('verify-full');
  await expectFailure(app, 'tls', /signed by "Kindred test authority" comes from no authority/, /authority/);
  await look(app, info, '1-stages');

  // A server that says nothing: the test waits, the person does not.
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  await field('Port').fill(String((silent.address() as AddressInfo).port));
  await dialog.getByRole('button', { name: 'Test', exact: true }).click();
  await field('Authority').fill(server.ca);
  await expect(stagesOf(app).locator('[data-stage=tls]')).toContainText('said nothing', { timeout: 20_000 });
  await expect(field('Authority')).toHaveValue(server.ca);
  silent.close();

  await field('Port').fill(port);
  await expectSuccess(app);
  seen.push(await app.content());
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  const saved = app.getByRole('table', { name: 'Connections' }).getByRole('row', { name: /^shop / });
  await expect(saved).toContainText('Read-only');
  await expect(saved).toContainText('password kept');
  seen.push(await app.content());

  // Closed and opened again, it is still read-only, and the password is still known.
  app = await reopen();
  await app.getByRole('link', { name: 'Data', exact: true }).click();
  await app.getByRole('button', { name: 'Edit the connection shop' }).click();
  await expect(dialogOf(app).getByRole('switch', { name: 'Read-only' })).toBeChecked();
  await expect(dialogOf(app).getByLabel('Encryption')).toHaveValue('verify-full');
  await expectSuccess(app);
  seen.push(await app.content());
  await dialogOf(app).getByRole('button', { name: 'Cancel' }).click();

  // A table that is none of the known ones.
  await app.getByRole('button', { name: 'Read from shop' }).click();
  await app.getByRole('combobox', { name: 'Table or view' }).click();
  await app.getByRole('option', { name: /^Click Log/ }).click();
  await expect(app.getByRole('table', { name: 'First rows' }).getByRole('row')).toHaveCount(21);
  const create = app.getByRole('button', { name: 'Create the dataset' });
  for (const [role, column] of [
    ['User', 'Who'],
    ['Item', 'What'],
    ['Time', 'At'],
  ] as const) {
    await app.getByRole('combobox', { name: role, exact: true }).selectOption(column);
    await expect(app.getByRole('columnheader', { name: `${role} ${column}` })).toBeVisible();
  }
  await expect(app.getByRole('columnheader', { name: 'Type Kind' })).toBeVisible();
  await app.getByLabel('Weight of buy').fill('1');
  await app.getByRole('textbox', { name: 'Name' }).fill('clicks');
  await expect(create).toBeEnabled();
  await look(app, info, '2-columns');
  await create.click();

  const { rows } = await client.query<{ users: number; items: number; all: number; buys: number }>(
    `select count(distinct "Who")::int as users, count(distinct "What")::int as items, count(*)::int as all,
            count(*) filter (where "Kind" = 'buy')::int as buys from "Click Log" where "Who" is not null`,
  );
  const { users, items, all, buys } = rows[0]!;
  const counts = new Intl.NumberFormat('en-US');
  const version = app.getByRole('table', { name: 'Dataset versions' }).getByRole('row', { name: /^clicks v1/ });
  await expect(version).toContainText(`${users}${items}${counts.format(all)}`);
  const mix = `Interactions of each type. view: ${counts.format(all - buys)}; buy: ${counts.format(buys)}.`;
  await expect(app.getByRole('figure', { name: mix })).toBeVisible();
  await expect(app.getByRole('table', { name: 'Left out or repaired on reading' }).getByRole('row')).toHaveCount(2);
  const saving = savedText(app);
  await app.getByRole('button', { name: 'Download clicks v1 as CSV' }).click();
  const exported = await saving;
  expect(exported.trim().split('\n')).toHaveLength(all + 1);
  seen.push(exported);

  // What came since is a new version.
  await client.query(
    `insert into "Click Log" values (7, 'item 1', 'view', '2026-06-01'), (8, 'item 2', 'buy', '2026-06-01')`,
  );
  await app.getByRole('button', { name: 'Refresh' }).click();
  await expect(app.getByRole('table', { name: 'Dataset versions' })).toContainText('clicks v2', { timeout: 20_000 });
  await expect(app.getByText('Other versions of clicks: v1')).toBeVisible();

  // A slow statement is stopped, and nothing of it is kept.
  await app.getByRole('button', { name: 'New dataset' }).click();
  await app.getByRole('radiogroup', { name: 'Source' }).getByText('Postgres').click();
  await app.getByRole('radiogroup', { name: 'What is read' }).getByText('Statement').click();
  await app
    .getByLabel('One SELECT')
    .fill('select "Who" as user_id, "What" as item_id, pg_sleep(0.02)::text as nap from public."Click Log"');
  await app.getByLabel('One SELECT').press('Control+Enter');
  await expect(app.getByRole('columnheader', { name: 'User user_id' })).toBeVisible({ timeout: 20_000 });
  await app.getByRole('textbox', { name: 'Name' }).fill('slow');
  await create.click();
  await app.getByRole('button', { name: 'Cancel making slow' }).click();
  await expect(app.getByRole('alert').filter({ hasText: 'cancelled' })).toBeVisible({ timeout: 20_000 });
  await app.getByRole('button', { name: 'All versions' }).click();
  await expect(app.getByRole('table', { name: 'Dataset versions' }).getByRole('row')).toHaveCount(3);

  await app.getByRole('link', { name: 'Train on it' }).click();
  await app.getByRole('button', { name: 'Start the run' }).click();
  await app.getByRole('link', { name: 'Runs', exact: true }).first().click();
  await expect(app.getByRole('grid', { name: 'Runs' }).getByRole('row').filter({ hasText: 'user_knn' })).toContainText(
    'Finished',
    { timeout: 60_000 },
  );
  seen.push(await app.content());

  expect(seen.filter((text) => holds(text, planted))).toEqual([]);
  expect(await filesWith(home, planted)).toEqual([]);
  expect(readFileSync(server.log, 'utf8')).toContain('default_transaction_read_only=on');
  // On the web host the call that was stopped ends with status 499, which the browser reports.
  expect(problems.filter((problem) => !problem.includes('499'))).toEqual([]);
  problems.length = 0;
});
