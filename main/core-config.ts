import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import envPaths from 'env-paths';
import { KindredError } from '#shared/api/errors.ts';
import type { CoreConfig } from '#runs/core.ts';
import packageJson from '../package.json' with { type: 'json' };
import type { Log } from './log.ts';
import { workerUrls } from './workers.ts';

/** The data folder: `KINDRED_HOME`, else the platform's application-data folder (`~/.local/share/kindred`, …). */
export function dataFolder(env: NodeJS.ProcessEnv = process.env): string {
  const chosen = env['KINDRED_HOME'];
  return chosen ? resolve(chosen) : envPaths('kindred', { suffix: '' }).data;
}

/**
 * What every host opens the core with, so that all of them work on the same data folder.
 * @param log  where the core reports; nowhere unless given
 */
export function coreConfig(home: string = dataFolder(), log?: Log): CoreConfig {
  return {
    home,
    version: packageJson.version,
    workers: workerUrls,
    who: userName(),
    ...memoryLimit(process.env['KINDRED_MEMORY_LIMIT']),
    ...(log ? { log: (level, message, details) => log[level](details ?? {}, message) } : {}),
  };
}

/**
 * What a run may need at most, in bytes; the core's own limit where nothing is set.
 * @throws KindredError invalid_input where it is no whole number above 0
 */
export function memoryLimit(bytes: string | undefined): Pick<CoreConfig, 'memoryLimitBytes'> {
  if (!bytes) return {};
  if (!/^[1-9]\d{0,15}$/.test(bytes)) {
    throw new KindredError(
      'invalid_input',
      `KINDRED_MEMORY_LIMIT is "${bytes}". Set it to bytes, such as 2000000000 for 2 GB, or leave it out.`,
    );
  }
  return { memoryLimitBytes: Number(bytes) };
}

/** Who uses this computer, as its system knows them; a user without an entry (in a container) is known by number. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}
