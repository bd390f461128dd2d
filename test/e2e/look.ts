import AxeBuilder from '@axe-core/playwright';
import type { Page, TestInfo } from '@playwright/test';
import { expect } from './fixture.ts';

const themes = ['light', 'dark'] as const;
/** The rules that every page keeps. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A screenshot of a step in both themes, and no accessibility rule broken in either. */
export async function look(app: Page, info: TestInfo, step: string): Promise<void> {
  for (const theme of themes) {
    await app.emulateMedia({ colorScheme: theme });
    await expect(app.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
    await app.screenshot({ path: info.outputPath(`${step}-${theme}.png`) });
    const violations = await accessibilityProblems(app);
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
      `accessibility of ${step} in the ${theme} theme`,
    ).toEqual([]);
  }
  await app.emulateMedia({ colorScheme: 'light' });
}

/**
 * What breaks the rules on the page as it is now. Axe runs in the page itself: its usual way opens a second page each time, for frames of
 * other origins, which the workbench has none of. What keeps the rules is not described, which is most of axe's work.
 */
export async function accessibilityProblems(app: Page): Promise<Violations> {
  expect(app.frames(), 'frames of the page').toHaveLength(1);
  const axe = new AxeBuilder({ page: app }).setLegacyMode().options({ runOnly: rules, resultTypes: ['violations'] });
  return (await axe.analyze()).violations;
}

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'];
