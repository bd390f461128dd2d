import { join } from 'node:path';
import type { ApiKeys } from '../../serving/keys.ts';

/** Works with the keys of this computer's serving API; an API that runs notices within a second. */
export async function withKeys<T>(work: (keys: ApiKeys) => T): Promise<T> {
  const [{ dataFolder }, { openKeys }] = await Promise.all([
    import('../../core-config.ts'),
    import('../../serving/keys.ts'),
  ]);
  const keys = openKeys(join(dataFolder(), 'serving', 'keys.json'));
  try {
    return work(keys);
  } finally {
    keys.close();
  }
}
