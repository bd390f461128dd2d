import type { Page } from '@playwright/test';
import { changesOf, printTimes } from './ui-times.ts';

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
  await go(page, '/studio');
  await page.locator('.studio-preview').and(page.locator('[aria-busy=false]')).waitFor();
  const largestError = () => document.querySelector('[data-testid=max-error]')?.textContent;
  const matrix = () => {
    const drawn: (Element & { data?: { z?: unknown }[] }) | null = document.querySelector(
      '.studio-preview .js-plotly-plot',
    );
    return drawn?.data?.[0]?.z;
  };
  const seed = page.getByRole('textbox', { name: 'Seed' });
  let turn = 100;
  for (const [what, read] of [
    ['similarities', largestError],
    ['picture of the matrix', matrix],
  ] as const) {
    const typed = await changesOf(page, 20, () => ({ act: () => seed.fill(String(turn++)), read }));
    printTimes(`Studio: another seed, ${what}`, typed, 150);
  }
  await page.getByRole('slider', { name: 'Noise' }).first().focus();
  const moved = await changesOf(page, 20, () => ({ act: () => page.keyboard.press('ArrowRight'), read: matrix }));
  printTimes('Studio: a step of a slider, picture of the matrix', moved, 150);
}

/** Two runs of six-groups: until the sentence is there, and until the last of the panels is drawn. */
export async function measureCompare(page: Page, runs: readonly number[]): Promise<void> {
  const parts = [
    ['two runs compared: the sentence', () => document.querySelector('[aria-label=Summary] p') !== null, 400],
    [
      'two runs compared: all panels',
      () => document.querySelector('[data-side=difference] .heatmaplayer image') !== null,
      1000,
    ],
  ] as const;
  for (const [name, read, budget] of parts) {
    const times = await changesOf(page, 10, () => ({
      act: () => go(page, `/compare?runs=${runs.join(',')}`),
      read,
      undo: async () => {
        await goHome(page);
        // What was asked before is kept by the page.
        await page.reload();
        await page.getByRole('heading', { name: 'Home' }).waitFor();
      },
    }));
    printTimes(name, times, budget);
  }
}
