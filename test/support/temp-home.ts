import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A data folder of a test's own; a copy of another one where that is given. */
export function tempHome(from?: string): { home: string; remove(): void } {
  const home = mkdtempSync(join(tmpdir(), 'kindred-home-'));
  if (from !== undefined) cpSync(from, home, { recursive: true });
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
}
