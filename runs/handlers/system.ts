import { join } from 'node:path';
import type { Handlers } from '#shared/api/rpc.ts';
import { rejectedProblem } from '#runs/data/rejected-rows.ts';
import { verifySnapshot } from '#runs/data/snapshot.ts';
import { verifyQuerySnapshot } from '#runs/performance/snapshot.ts';
import { bundleProblems } from './bundles.ts';
import type { CoreContext } from './context.ts';

export function systemHandlers(context: CoreContext): Handlers['system'] {
  const { store, artifacts, config, paths, clock } = context;
  return {
    info: () => ({
      version: config.version,
      home: config.home,
      node: process.versions.node,
      schema_version: store.schemaVersion,
      memory_limit_bytes: context.memoryLimit(),
      workers: config.threads,
    }),
    async verify() {
      const datasets = [...(await store.datasets.list()), ...(await store.datasets.deleted())];
      const { hashes, runs } = await store.contents();
      const problems = [...(await store.verify()), ...(await artifacts.verify(hashes))];
      for (const dataset of datasets) {
        const { fingerprint, profile } = dataset;
        const rejected = rejectedProblem(paths.datasets, profile.rejected);
        const found = await verifySnapshot(join(paths.datasets, fingerprint));
        if (rejected !== null) found.push(rejected);
        problems.push(...found.map((problem) => `Dataset "${dataset.name}" version ${dataset.version}: ${problem}`));
      }
      const queryDatasets = [...(await store.queryDatasets.list()), ...(await store.queryDatasets.deleted())];
      for (const { name, version, fingerprint } of queryDatasets) {
        const found = await verifyQuerySnapshot(join(paths.datasets, fingerprint));
        problems.push(...found.map((problem) => `Dataset "${name}" version ${version}: ${problem}`));
      }
      problems.push(...(await bundleProblems(context)));
      const bundles = (await store.models.bundles()).length;
      return {
        ok: problems.length === 0,
        checked: { runs, artifacts: hashes.length, datasets: datasets.length + queryDatasets.length, bundles },
        problems,
      };
    },
    backup: async ({ to }) => store.backup(to ?? join(paths.backups, `kindred-${stamp(clock.now())}.db`)),
  };
}

/** 2026-11-20T10-07-37-123: sorts by time and is a file name on every system. */
const stamp = (now: number) => new Date(now).toISOString().slice(0, 23).replaceAll(/[:.]/g, '-');
