import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { firstJourney } from '../e2e/first-journey.ts';
import { startWebHost } from '../e2e/fixture.ts';
import { printTimes } from './ui-times.ts';

/** The machine's time of the first journey by mouse, without the time to read: from the start of the host on an empty folder to the API's answer. */
export async function measureJourney(browser: Browser): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'kindred-bench-'));
  const began = performance.now();
  const { child, address } = await startWebHost(home);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  let last = began;
  const say = (step: string) => {
    console.log(`  ${step.padEnd(46)} ${(performance.now() - last).toFixed(0).padStart(12)} ms`);
    last = performance.now();
  };
  try {
    await page.goto(address);
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    say('Home is there');
    for (const { name, act } of firstJourney) {
      await act(page);
      say(name);
    }
    printTimes('the first journey by mouse', [last - began], 25_000);
  } finally {
    await context.close();
    child.kill('SIGTERM');
    await once(child, 'exit');
    rmSync(home, { recursive: true, force: true });
  }
}
