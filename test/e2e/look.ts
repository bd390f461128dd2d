import AxeBuilder from '@axe-core/playwright';
import type { Page, TestInfo } from '@playwright/test';
import { expect } from './fixture.ts';

const themes = ['light', 'dark'] as const;
/** The rules that every page keeps. */
export const accessibility = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A screenshot of a step in both themes, and no accessibility rule broken in either. */
export async function look(app: Page, info: TestInfo, step: string): Promise<void> {
  for (const theme of themes) {
    await app.emulateMedia({ colorScheme: theme });
    await expect(app.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
    await app.screenshot({ path: info.outputPath(`${step}-${theme}.png`) });
    const { violations } = await new AxeBuilder({ page: app }).withTags(accessibility).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      `accessibility of ${step} in the ${theme} theme`,
    ).toEqual([]);
  }
  await app.emulateMedia({ colorScheme: 'light' });
}
