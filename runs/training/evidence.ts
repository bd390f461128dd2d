import type { Comparison } from '#shared/domain/comparison.ts';
import type { Evidence } from '#shared/domain/model-version.ts';
import { readSnapshot } from '#runs/data/snapshot.ts';
import { compareGroups } from '#runs/evaluation/compare-groups.ts';
import { compareRuns } from '#runs/evaluation/compare-runs.ts';
import { slicingsOf } from '#runs/evaluation/slices.ts';
import { columnReader, wantedOf, type CompareTask, type PerUser } from './compare-tasks.ts';
import { userGroups } from './user-groups.ts';

/** What is read of two runs to compare them: their values a user, by metric. */
export async function comparePair({ artifactsRoot, a, b, metrics, slices }: CompareTask): Promise<{
  comparison: Comparison;
  ofA: PerUser;
  ofB: PerUser;
}> {
  const read = columnReader(artifactsRoot);
  const [ofA, ofB, facts] = await Promise.all([
    read(a.perUser, a.run.kind),
    read(b.perUser, b.run.kind),
    read(slices?.userFacts ?? null),
  ]);
  const comparison = compareRuns(a.run, b.run, (side, metric) => (side === 'a' ? ofA : ofB)[metric] ?? null, {
    wanted: wantedOf(metrics),
    slicings: slices ? slicingsOf(facts, slices.groups && slices.groups.names) : [],
    sliced: slices?.metric ?? null,
  });
  return { comparison, ofA, ofB };
}

/** Two runs of which `a` is live and `b` shall be; `metric` decides. */
export type EvidenceTask = CompareTask & { snapshotFolder: string; metric: string };

/** What speaks for and against `b`: all metrics, and the deciding one for each group of users. */
export async function evidenceFor(task: EvidenceTask): Promise<Omit<Evidence, 'against'>> {
  const { comparison, ofA, ofB } = await comparePair(task);
  const { comparable, reasons, summary, metrics } = comparison;
  const [a, b] = [ofA[task.metric], ofB[task.metric]];
  const found = { comparable, reasons, summary, metric: task.metric, metrics };
  if (!comparable || !a || !b || a.length !== b.length) return { ...found, grouping: 'none', groups: [] };
  const { grouping, ...groups } = userGroups(readSnapshot(task.snapshotFolder));
  return { ...found, grouping, groups: compareGroups(a, b, groups) };
}
