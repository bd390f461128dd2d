import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CoreContext } from './context.ts';

const keptMs = 30 * 24 * 3600 * 1000;

/** Forgets datasets that were deleted 30 days ago or earlier, with data that no other version has. */
export async function purgeDeleted({ store, clock, paths, log }: CoreContext): Promise<void> {
  for (const fingerprint of await store.datasets.purge(clock.now() - keptMs)) {
    await rm(join(paths.datasets, fingerprint), { recursive: true, force: true });
    log('info', `Data ${fingerprint} is gone: its dataset was deleted more than 30 days ago.`);
  }
}
