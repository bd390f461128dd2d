import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];
const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const packages = ['chromium', 'fonts-liberation'];

/**
 * A Chromium for the tests: `KINDRED_CHROMIUM`, one of the system, Playwright's own, else Debian's package where we may install it.
 * What was found is kept in `KINDRED_CHROMIUM`, so that the processes started from here do not look again.
 * @throws Error that says what to install
 */
export function ensureBrowser(): string {
  const found = findBrowser() ?? (installFromDebian() ? findBrowser() : null);
  if (found === null) {
    throw new Error(
      'The browser tests need Chromium or Chrome. Install one (on Debian or Ubuntu: sudo apt-get install chromium; anywhere: npx playwright install chromium), or set KINDRED_CHROMIUM to its program.',
    );
  }
  process.env['KINDRED_CHROMIUM'] = found;
  return found;
}

export function findBrowser(): string | null {
  const chosen = process.env['KINDRED_CHROMIUM'];
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`KINDRED_CHROMIUM names "${chosen}", which does not exist.`);
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const onPath = programs.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...usualPlaces, chromium.executablePath()].find((file) => existsSync(file) && runs(file)) ?? null;
}

/** Ubuntu's `chromium-browser` may be a script that only asks for a snap. Elsewhere asking for the version would open a window. */
function runs(file: string): boolean {
  if (process.platform !== 'linux') return true;
  try {
    execFileSync(file, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

function installFromDebian(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.log(`Installing ${packages.join(' and ')} for the browser tests …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      stdio: 'inherit',
      env,
    });
    return true;
  } catch {
    return false;
  }
}
