import { ensureBrowser } from '../e2e/browser.ts';
import { ensureBuilt } from '../support/built-app.ts';

/** The host tests run the built application in a browser. */
export default function setup(): void {
  ensureBuilt();
  ensureBrowser();
}
