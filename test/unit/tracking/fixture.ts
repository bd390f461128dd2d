import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RunQuery } from '#shared/domain/run-query.ts';
import type { Clock } from '#runs/tracking/clock.ts';
import { openStore, type StoreOptions } from '#runs/tracking/open-store.ts';
import type { Store } from '#runs/tracking/store.ts';

export { facts, newRun } from './samples.ts';

/** A clock that stands still until it is turned. */
export type TestClock = Clock & { turn(ms: number): void; jump(ms: number): void };

export function testClock(start = Date.UTC(2026, 10, 20)): TestClock {
  let now = start;
  let monotonic = 1_000_000;
  return {
    now: () => now,
    monotonic: () => monotonic,
    /** Time passes. */
    turn(ms) {
      now += ms;
      monotonic += ms;
    },
    /** Somebody sets the time of day. */
    jump(ms) {
      now += ms;
    },
  };
}

/** A folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const filesIn = (folder: string) => ({ file: join(folder, 'kindred.db'), backups: join(folder, 'backups') });

/** A store in a folder of its own, closed and removed when the test ends. */
export async function temporaryStore(options: Partial<StoreOptions> = {}): Promise<Store> {
  const store = await openStore({ ...filesIn(temporaryFolder()), clock: testClock(), ...options });
  onTestFinished(() => store.close());
  return store;
}

export const query = (changes: Partial<RunQuery> = {}): RunQuery => ({
  kind: 'recommender',
  filter: '',
  order_by: 'created_at desc',
  limit: 100,
  offset: 0,
  deleted: false,
  ...changes,
});
