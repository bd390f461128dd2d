import { KindredError } from '#shared/api/errors.ts';
import type { Handlers } from '#shared/api/rpc.ts';
import type { ServedSlots, ServingHost } from '#runs/serving/serving-host.ts';

/** @param slotsOf  what the aliases of a registered model name, as bundles; of the only model with a live version where none is named */
export function servingHandlers(
  host: ServingHost,
  slotsOf: (model: string | undefined) => Promise<ServedSlots>,
): Handlers['serving'] {
  const requireRunning = async () => {
    const { state } = await host.status();
    if (state === 'running') return;
    throw new KindredError('conflict', `The serving API is ${state}. Start it first.`);
  };

  return {
    status: () => host.status(),
    async start({ model, port }) {
      const slots = await slotsOf(model);
      const { state } = await host.status();
      if (state === 'running') await host.assign(slots);
      else await host.start(slots, port ?? null);
      return host.status();
    },
    async stop() {
      await host.stop();
      return host.status();
    },
    async setCanary({ share }) {
      await requireRunning();
      await host.setCanary(share);
      return host.status();
    },
    async setShadow({ on }) {
      await requireRunning();
      await host.setShadow(on);
      return host.status();
    },
    async tryIt(question) {
      await requireRunning();
      return { answers: await host.tryIt(question) };
    },
    async explain(question) {
      await requireRunning();
      return host.explain(question);
    },
    keys: () => host.keys(),
    createKey: (wanted) => host.createKey(wanted),
    revokeKey: async ({ key }) => ({ revoked: await host.revokeKey(key) }),
  };
}
