import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { test as trainedTest } from './trained.ts';

/** What the keyboard would act on now, in words. */
const focused = (app: Page) =>
  app.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });

/** Presses Tab until the focus is on what is called that, in this part of the page where one is given. */
async function tabTo(app: Page, name: RegExp, within?: Locator): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 200; presses++) {
    const at = await focused(app);
    if (name.test(at) && (!within || (await within.locator(':focus').count()) > 0)) return;
    passed.push(at);
    await app.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${String(name)}; it passed ${[...new Set(passed)].join(' | ')}`);
}

test.setTimeout(300_000);
trainedTest.setTimeout(300_000);

test('the first journey by keyboard alone, from an empty folder to an answer of the API', async ({ app }) => {
  await expect.poll(() => focused(app)).toBe('Open the sample');
  await app.keyboard.press('Enter');
  await expect.poll(() => focused(app), { timeout: 30_000 }).toBe('Train two baselines');
  await app.keyboard.press('Enter');

  const rows = app.getByRole('grid', { name: 'Runs' }).getByRole('row');
  await expect(rows.filter({ hasText: 'user_knn' })).toContainText('Finished', { timeout: 60_000 });
  await expect(rows.filter({ hasText: 'popularity' })).toContainText('Finished', { timeout: 60_000 });
  await expect(app.getByRole('button', { name: /^Compare \(2\)/ })).toBeVisible();
  await app.keyboard.press('c');
  await expect(app.getByRole('region', { name: 'Summary' })).toContainText(/beats A \(popularity\): nDCG@10/);

  // Why: into the heatmaps, to one cell, to a user of it, to the first row of the list.
  await tabTo(app, /^Heatmaps of 600 users/);
  for (let times = 0; times < 3; times++) await app.keyboard.press('PageUp');
  await app.keyboard.press('ArrowDown');
  await expect(app.getByRole('link', { name: /^Why u\d+\?$/ }).first()).toBeVisible();
  await tabTo(app, /^Why u\d+\?$/);
  await app.keyboard.press('Enter');
  await expect(app.getByRole('region', { name: 'List of run B' }).locator('ol .list-row')).toHaveCount(10);
  await tabTo(app, /^1/, app.getByRole('region', { name: 'List of run B' }));
  await app.keyboard.press('Enter');
  await expect(app.getByRole('region', { name: /^Why .* in B/ }).locator('tfoot data')).toHaveAttribute(
    'value',
    /^0\./,
  );
  await app.keyboard.press('g');
  await app.keyboard.press('c');

  await tabTo(app, /^Promote winner/);
  await app.keyboard.press('Enter');
  const dialog = app.getByRole('dialog', { name: 'Promote to live' });
  await expect(dialog).toBeVisible();
  await tabTo(app, /^Register v1/);
  await app.keyboard.press('Enter');
  await expect(dialog.getByRole('list', { name: 'Gates' }).getByRole('listitem')).toHaveCount(4, { timeout: 30_000 });
  await tabTo(app, /^Promote to live$/);
  await app.keyboard.press('Enter');
  await expect(dialog.getByText(/v1 is live\.$/)).toBeVisible({ timeout: 30_000 });
  await tabTo(app, /^Open Serving/);
  await app.keyboard.press('Enter');

  await expect(app.getByRole('contentinfo', { name: 'Status' })).toContainText('API live v1');
  const tryIt = app.getByRole('region', { name: 'Try it' });
  await tabTo(app, /^Ask/);
  await app.keyboard.press('Enter');
  await expect(tryIt.getByRole('region', { name: /^Answer of the live version/ }).getByRole('listitem')).toHaveCount(
    10,
  );

  // A person explained: the palette leads anywhere.
  await app.keyboard.press('Control+k');
  await expect(app.getByRole('textbox', { name: /^Search/ })).toBeFocused();
  await app.keyboard.type('users');
  await expect(app.getByRole('dialog').locator('[data-selected]')).toContainText('Users');
  await app.keyboard.press('Enter');
  await expect(app).toHaveURL(/#\/users/);
});

/** In the page: all that Tab must reach; of radio buttons of one name, one. */
function noteControls(): number {
  const all = document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex]');
  const controls = [...all].filter(
    (element) =>
      element.tabIndex >= 0 &&
      !element.matches(':disabled, input[type=hidden]') &&
      !element.closest('[inert]') &&
      element.checkVisibility({ visibilityProperty: true }),
  );
  Reflect.set(window, 'unreached', new Set(controls));
  return controls.length;
}

/** In the page: takes what has the focus off the list. @returns what lies over the whole of it, null where it is seen */
function noteFocus(): string | null {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const unreached: unknown = Reflect.get(window, 'unreached');
  if (unreached instanceof Set) {
    unreached.delete(element);
    for (const other of unreached) {
      const isSameChoice =
        element instanceof HTMLInputElement &&
        other instanceof HTMLInputElement &&
        element.type === 'radio' &&
        other.type === 'radio' &&
        other.name === element.name;
      if (isSameChoice) unreached.delete(other);
    }
  }
  const box = element.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 8)];
  const top = document.elementFromPoint(x, y);
  const isSeen = box.width === 0 || (top !== null && (element.contains(top) || top.contains(element)));
  return isSeen ? null : `${element.outerHTML.slice(0, 120)} under ${top?.outerHTML.slice(0, 80) ?? 'nothing'}`;
}

/** In the page: what is still there and was not reached. */
function notReached(): string[] {
  const unreached: unknown = Reflect.get(window, 'unreached');
  if (!(unreached instanceof Set)) return ['nothing was noted'];
  return [...unreached].flatMap((element) =>
    element instanceof HTMLElement && element.isConnected && element.tabIndex >= 0 && element.checkVisibility()
      ? [element.outerHTML.slice(0, 160)]
      : [],
  );
}

/** A control is hidden by its focus when something else lies over the whole of it (WCAG 2.4.11). */
trainedTest('Tab reaches every control, and the focus is never hidden', async ({ app }) => {
  await app.evaluate(() => (location.hash = '/runs'));
  await expect(app.getByRole('grid', { name: 'Runs' }).getByRole('row').nth(1)).toBeVisible();
  for (const key of ['h', 'd', 's', 't', 'r', 'c', 'u', 'v']) {
    await app.getByRole('main').focus();
    await app.keyboard.press('g');
    await app.keyboard.press(key);
    await expect(app.getByRole('main').getByRole('heading', { level: 1 })).toBeAttached();
    await expect(app.getByRole('main').locator('[aria-busy=true]')).toHaveCount(0);
    // A page is whole when two looks find the same number: the Studio's fields come with its recipe.
    let count = 0;
    const settle = async () => {
      const before = count;
      count = await app.evaluate(noteControls);
      return count > 10 && count === before;
    };
    await expect.poll(settle, { message: `controls on ${app.url()}`, intervals: [300] }).toBe(true);
    const hidden: string[] = [];
    // Once around, and some for what a control opens when it has the focus.
    for (let presses = 0; presses < count + 20; presses++) {
      await app.keyboard.press('Tab');
      const said = await app.evaluate(noteFocus);
      if (said !== null) hidden.push(said);
    }
    expect(hidden, `controls hidden on ${app.url()}`).toEqual([]);
    expect(await app.evaluate(notReached), `controls that Tab does not reach on ${app.url()}`).toEqual([]);
  }
});
