import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { keepCompiled } from './main/keep-compiled.ts';
import { ensureBrowser } from './test/e2e/browser.ts';
import type { Host } from './test/e2e/fixture.ts';

/** The same specs on every host; on Electron itself where its program was downloaded. */
const hosts: Host[] = ['web', 'stand-in', ...(existsSync('node_modules/electron/dist') ? ['electron' as const] : [])];

// For the workers, and for the hosts that they start.
keepCompiled();

export default defineConfig<object, { host: Host }>({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  globalSetup: './test/e2e/global-setup.ts',
  workers: 2,
  timeout: 120_000,
  retries: 1,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    // A test that fails is repeated and that is recorded: recording every test is a fifth of the processor time.
    trace: 'on-first-retry',
    launchOptions: { executablePath: ensureBrowser(), args: ['--no-sandbox', '--enable-unsafe-swiftshader'] },
  },
  projects: hosts.map((host) => ({ name: host, use: { host } })),
});
