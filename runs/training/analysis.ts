import { Piscina } from 'piscina';
import type { Comparison, ManyComparison, Slices } from '#shared/domain/comparison.ts';
import type { Importance } from '#shared/domain/importance.ts';
import type { Evidence } from '#shared/domain/model-version.ts';
import type { Run } from '#shared/domain/run.ts';
import type { RunAgreement } from '#shared/domain/run-agreement.ts';
import type { StoredBundle } from '#runs/bundle/store-bundle.ts';
import type { AgreementTask } from './agreement.ts';
import type { BundleTask } from './bundle-run.ts';
import type { BundleFacts, ImportTask } from './import-bundle.ts';
import type { CompareManyTask, CompareTask, SliceTask } from './compare-tasks.ts';
import type { DetailAsk, DetailQuestions } from './detail-tasks.ts';
import type { EvidenceTask } from './evidence.ts';
import type { RunData } from './protocol.ts';
import type { RecommendAnswer, RecommendQuery } from './recommend.ts';
import type { SmokeAnswer } from './smoke-call.ts';
import type { SplitPreview } from '#shared/domain/split-preview.ts';
import { valueOf, type TaskReply } from '#runs/threads/task-reply.ts';
import type { Seen, SeenTask } from './seen-held-out.ts';
import type { LensAnswers, LensQuery } from './lens/lens-tasks.ts';
import type { LensSource } from './lens/lens.ts';
import type { ListsAnswers, ListsQuery } from './lists/list-tasks.ts';

export type ImportanceTask = { metric: string; runs: readonly Run[] };

/** The core's side of the analysis thread. */
export function createAnalysis({ worker }: { worker: URL }) {
  const pool = new Piscina({
    filename: worker.href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 60_000,
    atomics: 'disabled',
  });
  return {
    async recommend(source: LensSource, query: RecommendQuery): Promise<RecommendAnswer> {
      const reply: TaskReply<RecommendAnswer> = await pool.run({ source, query }, { name: 'recommendTask' });
      return valueOf(reply);
    },
    /** A question about single users of a run. */
    async lens<A extends LensQuery['ask']>(
      source: LensSource,
      query: Extract<LensQuery, { ask: A }>,
    ): Promise<LensAnswers[A]> {
      const reply: TaskReply<LensAnswers[A]> = await pool.run({ source, query }, { name: 'lensTask' });
      return valueOf(reply);
    },
    /** A question about a part of a run. */
    async detail<A extends DetailAsk>(
      ask: A,
      query: DetailQuestions[A]['query'],
    ): Promise<DetailQuestions[A]['answer']> {
      const reply: TaskReply<DetailQuestions[A]['answer']> = await pool.run({ ask, query }, { name: 'detailTask' });
      return valueOf(reply);
    },
    /** A question about the lists of two runs. */
    async lists<A extends ListsQuery['ask']>(
      a: LensSource,
      b: LensSource,
      query: Extract<ListsQuery, { ask: A }>,
    ): Promise<ListsAnswers[A]> {
      const reply: TaskReply<ListsAnswers[A]> = await pool.run({ a, b, query }, { name: 'listsTask' });
      return valueOf(reply);
    },
    async compare(task: CompareTask): Promise<Comparison> {
      const reply: TaskReply<Comparison> = await pool.run(task, { name: 'compareTask' });
      return valueOf(reply);
    },
    async compareMany(task: CompareManyTask): Promise<ManyComparison> {
      const reply: TaskReply<ManyComparison> = await pool.run(task, { name: 'compareManyTask' });
      return valueOf(reply);
    },
    async seen(task: SeenTask): Promise<Seen> {
      const reply: TaskReply<Seen> = await pool.run(task, { name: 'seenTask' });
      return valueOf(reply);
    },
    async agreement(task: AgreementTask): Promise<RunAgreement> {
      const reply: TaskReply<RunAgreement> = await pool.run(task, { name: 'agreementTask' });
      return valueOf(reply);
    },
    async slices(task: SliceTask): Promise<Slices> {
      const reply: TaskReply<Slices> = await pool.run(task, { name: 'sliceTask' });
      return valueOf(reply);
    },
    async evidence(task: EvidenceTask): Promise<Omit<Evidence, 'against'>> {
      const reply: TaskReply<Omit<Evidence, 'against'>> = await pool.run(task, { name: 'evidenceTask' });
      return valueOf(reply);
    },
    /** A finished run as a bundle. */
    async bundle(task: BundleTask): Promise<StoredBundle> {
      const reply: TaskReply<StoredBundle> = await pool.run(task, { name: 'bundleTask' });
      return valueOf(reply);
    },
    /** How a split would divide a dataset. */
    async split(task: RunData): Promise<SplitPreview> {
      const reply: TaskReply<SplitPreview> = await pool.run(task, { name: 'splitTask' });
      return valueOf(reply);
    },
    /** What a bundle from elsewhere says of itself, everything in it checked. */
    async inspectBundle(file: string): Promise<BundleFacts> {
      const reply: TaskReply<BundleFacts> = await pool.run({ file }, { name: 'inspectBundleTask' });
      return valueOf(reply);
    },
    async importBundle(task: ImportTask): Promise<StoredBundle> {
      const reply: TaskReply<StoredBundle> = await pool.run(task, { name: 'importBundleTask' });
      return valueOf(reply);
    },
    async smoke(file: string, sha256: string): Promise<SmokeAnswer> {
      const reply: TaskReply<SmokeAnswer> = await pool.run({ file, sha256 }, { name: 'smokeTask' });
      return valueOf(reply);
    },
    async importance(task: ImportanceTask): Promise<Importance> {
      const reply: TaskReply<Importance> = await pool.run(task, { name: 'importanceTask' });
      return valueOf(reply);
    },
    close: () => pool.destroy(),
  };
}

export type Analysis = ReturnType<typeof createAnalysis>;
