import { LRUCache } from 'lru-cache';
import type { Comparison, ManyComparison, Slices } from '#shared/domain/comparison.ts';
import type { RunAgreement } from '#shared/domain/run-agreement.ts';
import type { Evidence } from '#shared/domain/model-version.ts';
import type { SplitPreview } from '#shared/domain/split-preview.ts';
import type { StoredBundle } from '#runs/bundle/store-bundle.ts';
import { previewSplit } from '#runs/data/preview-split.ts';
import { readSnapshot } from '#runs/data/snapshot.ts';
import type { GroupsPreview } from '#shared/domain/groups-preview.ts';
import { previewGroups } from '#runs/data/groups/preview-groups.ts';
import { agreementBetween, type AgreementTask } from './agreement.ts';
import { bundleRun, type BundleTask } from './bundle-run.ts';
import { importBundle, inspectBundle, type BundleFacts, type ImportTask } from './import-bundle.ts';
import { compareAll, slicesOf, type CompareManyTask, type CompareTask, type SliceTask } from './compare-tasks.ts';
import { comparePair, evidenceFor, type EvidenceTask } from './evidence.ts';
import type { PreviewTask } from './previews.ts';
import type { RunData } from './protocol.ts';
import { answerLens, type LensAnswers, type LensQuery } from './lens/lens-tasks.ts';
import { answerDetail, type DetailAnswer, type DetailTask } from './detail-tasks.ts';
import { answerLists, type ListsAnswers, type ListsQuery, type ListsTask } from './lists/list-tasks.ts';
import { openLens, type Lens, type LensSource } from './lens/lens.ts';
import { recommendFor, type RecommendQuery, type RecommendAnswer } from './recommend.ts';
import { seenHeldOut, type Seen, type SeenTask } from './seen-held-out.ts';
import { smokeCall, type SmokeAnswer } from './smoke-call.ts';
import { importanceOf } from '#runs/evaluation/importance/importance.ts';
import type { Importance } from '#shared/domain/importance.ts';
import type { ImportanceTask } from './analysis.ts';
import { replyOf, type TaskReply } from '#runs/threads/task-reply.ts';

/** The thread that answers questions about finished runs, so that the core's own thread never waits for a matrix. */

/** Models stay loaded while people look at them. */
const loaded = new LRUCache<string, Lens>({ max: 4 });

async function lensOf(source: LensSource): Promise<Lens> {
  const lens = loaded.get(source.id) ?? (await openLens(source));
  loaded.set(source.id, lens);
  return lens;
}

export function recommendTask({
  source,
  query,
}: {
  source: LensSource;
  query: RecommendQuery;
}): Promise<TaskReply<RecommendAnswer>> {
  return replyOf(async () => recommendFor(await lensOf(source), query));
}

export function lensTask({
  source,
  query,
}: {
  source: LensSource;
  query: LensQuery;
}): Promise<TaskReply<LensAnswers[LensQuery['ask']]>> {
  return replyOf(async () => answerLens(await lensOf(source), query));
}

export const detailTask = (task: DetailTask): Promise<TaskReply<DetailAnswer>> => replyOf(() => answerDetail(task));
export const listsTask = (task: ListsTask): Promise<TaskReply<ListsAnswers[ListsQuery['ask']]>> =>
  replyOf(() => answerLists(task, lensOf));

export function compareTask(task: CompareTask): Promise<TaskReply<Comparison>> {
  return replyOf(async () => (await comparePair(task)).comparison);
}

export const agreementTask = ({ a, b, k }: AgreementTask): Promise<TaskReply<RunAgreement>> =>
  replyOf(async () => agreementBetween(await lensOf(a), await lensOf(b), k));

export const compareManyTask = (task: CompareManyTask): Promise<TaskReply<ManyComparison>> =>
  replyOf(() => compareAll(task));

export const previewTask = ({ recipe, weighting }: PreviewTask): Promise<TaskReply<GroupsPreview>> =>
  replyOf(() => previewGroups(recipe, weighting));

export const seenTask = (task: SeenTask): Promise<TaskReply<Seen>> => replyOf(() => seenHeldOut(task));

export const sliceTask = (task: SliceTask): Promise<TaskReply<Slices>> => replyOf(() => slicesOf(task));

export const evidenceTask = (task: EvidenceTask): Promise<TaskReply<Omit<Evidence, 'against'>>> =>
  replyOf(() => evidenceFor(task));

export const bundleTask = (task: BundleTask): Promise<TaskReply<StoredBundle>> => replyOf(() => bundleRun(task));

export const splitTask = ({ snapshotFolder, split, weighting }: RunData): Promise<TaskReply<SplitPreview>> =>
  replyOf(() => previewSplit(readSnapshot(snapshotFolder), split, weighting));

/** Importance of parameters over the runs of a search. */
export const importanceTask = ({ metric, runs }: ImportanceTask): Promise<TaskReply<Importance>> =>
  replyOf(() => importanceOf(metric, runs));

export const smokeTask = ({ file, sha256 }: { file: string; sha256: string }): Promise<TaskReply<SmokeAnswer>> =>
  replyOf(() => smokeCall(file, sha256));

export const inspectBundleTask = ({ file }: { file: string }): Promise<TaskReply<BundleFacts>> =>
  replyOf(() => inspectBundle(file));

export const importBundleTask = (task: ImportTask): Promise<TaskReply<StoredBundle>> =>
  replyOf(() => importBundle(task));
