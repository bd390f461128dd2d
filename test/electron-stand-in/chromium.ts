import { chromium, type Browser, type LaunchOptions, type Page } from '@playwright/test';
import { ensureBrowser } from '../e2e/browser.ts';

/** @param port  where others may connect to it */
export function launchChromium(options: LaunchOptions, port = 0): Promise<Browser> {
  const args = ['--no-sandbox', '--enable-unsafe-swiftshader', `--remote-debugging-port=${port}`];
  return chromium.launch({ ...options, executablePath: ensureBrowser(), args });
}

/** Chromium's name of a page, which is the same for all that are connected to it. */
export async function targetOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await session.detach();
  return targetInfo.targetId;
}
