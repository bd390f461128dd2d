import type { ServedVersion } from '#shared/domain/serving.ts';
import { keptSeconds, type Runtime } from '#runs/serving/runtime.ts';

/** The versions in memory with what they did, for the status and the administrator. */
export function servedVersions({ versions, interactions }: Runtime, now: number = Date.now()): ServedVersion[] {
  const clicks = interactions.clicks();
  const second = Math.floor(now / 1000);
  return versions.all().map(({ model, loadedAt, latency, requests }) => {
    const { facts } = model;
    const { answers, clicked } = clicks.get(facts.modelVersion) ?? { answers: 0, clicked: 0 };
    const { p50_ms, p95_ms } = latency.over(second - keptSeconds, second);
    return {
      model_version: facts.modelVersion,
      version: facts.version,
      algorithm: facts.algorithm,
      run: facts.lineage.run,
      sha256: facts.sha256,
      slot: versions.slotOf(facts.modelVersion),
      share: versions.shareOf(facts.modelVersion),
      loaded_at: loadedAt,
      users: facts.users,
      items: facts.items,
      requests,
      p50_ms,
      p95_ms,
      clicks: { answers, clicked, rate: answers === 0 ? null : clicked / answers },
    };
  });
}
