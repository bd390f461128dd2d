import type { Page } from '@playwright/test';
import { printTimes, timesOf } from './ui-times.ts';

/** Moves the page within its tab. */
export function go(page: Page, route: string): Promise<void> {
  return page.evaluate((to) => {
    window.location.hash = to;
  }, route);
}

export const goHome = (page: Page): Promise<void> =>
  go(page, '/').then(() => page.getByRole('heading', { name: 'Home' }).waitFor());

/** From a change of a recipe of 600 users and 240 items to what it would give. */
export async function measureStudio(page: Page): Promise<void> {
  const preview = page.locator('.studio-preview');
  await go(page, '/studio');
  await preview.and(page.locator('[aria-busy=false]')).waitFor();
  const seed = page.getByRole('textbox', { name: 'Seed' });
  const largest = page.getByTestId('max-error');
  let turn = 100;
  const times = await timesOf(10, async () => {
    const before = await largest.textContent();
    await seed.fill(String(turn++));
    await page.waitForFunction((old) => document.querySelector('[data-testid=max-error]')?.textContent !== old, before);
    return null;
  });
  printTimes('Studio: another seed to its preview', times, 150);
}

/** Two runs of six-groups: until the sentence is there, and until the last of the panels is drawn. */
export async function measureCompare(page: Page, runs: readonly number[]): Promise<void> {
  const parts = [
    ['two runs compared: the sentence', page.getByRole('region', { name: 'Summary' }).locator('p').first(), 400],
    ['two runs compared: all panels', page.locator('[data-side=difference] .heatmaplayer image').first(), 1000],
  ] as const;
  for (const [name, part, budget] of parts) {
    const times = await timesOf(5, async () => {
      await go(page, `/compare?runs=${runs.join(',')}`);
      await part.waitFor();
      return async () => {
        await goHome(page);
        // What was asked before is kept by the page.
        await page.reload();
        await page.getByRole('heading', { name: 'Home' }).waitFor();
      };
    });
    printTimes(name, times, budget);
  }
}
