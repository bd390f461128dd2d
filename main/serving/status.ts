import type { ServingStatus } from '#shared/domain/serving.ts';
import { servedVersions } from './served-versions.ts';
import type { ServingApi } from './serving-api.ts';

/** The API as its page shows it. @param model  the registered model that it serves; null for a bundle from elsewhere */
export function statusOf(api: ServingApi, model: string | null, startedAt: number): ServingStatus {
  const { runtime, metrics, traffic } = api;
  const { versions, interactions } = runtime;
  const live = versions.inSlot('live')?.model.facts.modelVersion ?? null;
  const candidate = versions.inSlot('candidate')?.model.facts.modelVersion ?? null;
  const active = api.performance.active.current();
  const shadow = runtime.shadow();
  return {
    state: 'running',
    error: null,
    address: api.address,
    model,
    started_at: startedAt,
    pid: process.pid,
    ready: live !== null || active !== null,
    versions: servedVersions(runtime),
    performance: active && {
      model_version: active.modelVersion,
      algorithm: active.bundle.algorithm,
      loaded_at: active.loadedAt,
    },
    shadowing: shadow !== null,
    shadow: shadow && live !== null && candidate !== null ? shadow.report(live, candidate) : null,
    totals: { ...metrics.totals, interactions: interactions.recorded(), queue: interactions.waiting() },
    latency: traffic.latency(),
    points: traffic.points(),
  };
}
