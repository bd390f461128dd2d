import type { Evidence, Gate, ModelVersion } from '#shared/domain/model-version.ts';
import { KindredError } from '#shared/api/errors.ts';
import { decidingMetric, gatesOf } from '#runs/registry/gates.ts';
import { decidingQueryMetric, queryGatesOf } from '#runs/registry/query-gates.ts';
import { bundleOf } from './bundles.ts';
import type { CoreContext } from './context.ts';
import { perUserFile } from './model-source.ts';
import { dataOf } from './run-data.ts';

export type GateOptions = { metric?: string | undefined; group_limit: number };
/** `live` is the version that the gates compared with. */
export type CheckedGates = { gates: Gate[]; comparison: Evidence | null; live: number | null };

/** Compares a version with what is live, and asks its bundle. @throws KindredError conflict where it is live already */
export async function checkGates(
  context: CoreContext,
  version: ModelVersion,
  { metric: wanted, group_limit: groupLimit }: GateOptions,
): Promise<CheckedGates> {
  const model = await context.store.models.find(version.model);
  const live = model.versions.find(({ status }) => status === 'live') ?? null;
  if (live?.version === version.version) {
    throw new KindredError('conflict', `Version ${version.version} of "${version.model}" is live already.`);
  }
  const isRecommender = version.kind === 'recommender';
  const metric = isRecommender
    ? decidingMetric(Object.keys(version.metrics), wanted)
    : decidingQueryMetric(version.metrics, wanted);
  const { path, sha256 } = bundleOf(context, version);
  const [comparison, smoke] = await Promise.all([
    live ? evidence(context, live, version, metric) : null,
    context.analysis.smoke(path, sha256),
  ]);
  const found = { evidence: comparison, metric, smoke };
  const gates = isRecommender
    ? gatesOf({ ...found, groupLimit })
    : queryGatesOf({ ...found, metrics: version.metrics });
  return { gates, comparison, live: live?.version ?? null };
}

async function evidence(
  context: CoreContext,
  live: ModelVersion,
  version: ModelVersion,
  metric: string,
): Promise<Evidence> {
  const { store, analysis, paths } = context;
  const foreign = [live, version].find(({ imported }) => imported);
  if (foreign) return notComparable(live, foreign, metric);
  const [a, b] = await Promise.all([store.runs.find(live.run.id), store.runs.find(version.run.id)]);
  const pair = {
    artifactsRoot: paths.artifacts,
    a: { run: a, perUser: await perUserFile(context, a) },
    b: { run: b, perUser: await perUserFile(context, b) },
  };
  const against = { version: live.version, run: live.run };
  if (version.kind === 'query_performance') {
    const { comparable, reasons, summary, metrics } = await analysis.compare(pair);
    return { against, comparable, reasons, summary, metric, metrics, grouping: 'none', groups: [] };
  }
  const found = await analysis.evidence({
    ...pair,
    snapshotFolder: dataOf(b, await store.datasets.find(b.dataset.id), paths.datasets).snapshotFolder,
    metric,
  });
  return { against, ...found };
}

/** What came from elsewhere came without its values a user. */
function notComparable(live: ModelVersion, { version, imported }: ModelVersion, metric: string): Evidence {
  const reason = `Version ${version} was imported (${imported!.model_version}): its values for each user or query are not on this computer.`;
  return {
    against: { version: live.version, run: live.run },
    comparable: false,
    reasons: [reason],
    summary: `Not comparable: ${reason}`,
    metric,
    metrics: [],
    grouping: 'none',
    groups: [],
  };
}
