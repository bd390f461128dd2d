import { KindredError } from '#shared/api/errors.ts';
import type { Handlers } from '#shared/api/rpc.ts';
import { driftOf } from '#shared/domain/validated-prediction.ts';
import type { Served, ServingHost } from '#runs/serving/serving-host.ts';

/** @param servedBy  what is live, as bundles; of the only recommender with a live version where none is named */
export function servingHandlers(
  host: ServingHost,
  servedBy: (model: string | undefined) => Promise<Served>,
): Handlers['serving'] {
  const requireRunning = async () => {
    const { state } = await host.status();
    if (state === 'running') return;
    throw new KindredError('conflict', `The serving API is ${state}. Start it first.`);
  };

  return {
    status: () => host.status(),
    async start({ model, port }) {
      const served = await servedBy(model);
      const { state } = await host.status();
      if (state !== 'running') await host.start(served, port ?? null);
      else {
        if (served.slots) await host.assign(served.slots);
        await host.assignPerformance(served.performance);
      }
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
    async validated({ model_version: modelVersion, limit }) {
      const predictions = await host.validated({ modelVersion, limit });
      return { predictions, drift: driftOf(predictions) };
    },
    keys: () => host.keys(),
    createKey: (wanted) => host.createKey(wanted),
    revokeKey: async ({ key }) => ({ revoked: await host.revokeKey(key) }),
  };
}
