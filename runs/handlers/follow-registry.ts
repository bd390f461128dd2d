import type { AppEvent } from '#shared/api/api.ts';
import type { ServedFile, ServedSlots, ServingHost } from '#runs/serving/serving-host.ts';
import type { CoreContext } from './context.ts';

/** Keeps the running API at what the registry says is live. */
export type RegistryFollower = {
  hear(event: AppEvent): void;
  /** Resolves when the API serves what the registry said when this was called, or has refused to. */
  settled(): Promise<void>;
};

/**
 * @param slotsOf  what the aliases of a registered recommender name
 * @param activeModel  the model of query performance that answers
 */
export function followRegistry(
  serving: ServingHost,
  slotsOf: (model: string) => Promise<ServedSlots>,
  activeModel: () => Promise<ServedFile | null>,
  log: CoreContext['log'],
): RegistryFollower {
  let last = Promise.resolve();

  async function follow(changed: string | null): Promise<void> {
    const { state, model } = await serving.status();
    if (state !== 'running') return;
    await serving.assignPerformance(await activeModel());
    if (model !== null && (changed === null || changed === model)) await serving.assign(await slotsOf(model));
  }

  function queue(changed: string | null): void {
    // The host says on its status what it refused; what it served, it serves on.
    last = last
      .then(() => follow(changed))
      .catch((error: unknown) => log('error', 'The serving API kept what it served', error));
  }

  return {
    hear(event) {
      if (event.type === 'model.changed') queue(event.model);
      // Another process may have promoted.
      if (event.type === 'resync') queue(null);
    },
    settled: () => last,
  };
}
