import type { CoreConfig } from '#runs/core.ts';
import { coreConfig } from './core-config.ts';
import type { Log } from './log.ts';
import { forkApi, type LaunchApi } from './serving/api-process.ts';
import { createServingHost } from './serving/serving-host.ts';
import { servingWorkers } from './workers.ts';

/**
 * As `coreConfig`, for hosts that stay: with a serving API of their own, which runs when it is started, and plans of retraining that are followed.
 * @param launch  how this host starts the API's process
 */
export function workbenchConfig(home: string, log: Log, launch: LaunchApi = forkApi): CoreConfig {
  const config = coreConfig(home, log);
  return {
    ...config,
    schedules: true,
    serving: createServingHost({ home, version: config.version, workers: servingWorkers, launch }),
  };
}
