import { LRUCache } from 'lru-cache';
import { never } from '#shared/api/errors.ts';
import type { CellMark } from '#shared/domain/cell-marks.ts';
import type { Embedding } from '#shared/domain/embedding.ts';
import type { PopularityReport } from '#shared/domain/popularity.ts';
import type { UserMetricsPage, UserMetricsQuery } from '#shared/domain/user-metrics.ts';
import type { GroupTruth } from '#shared/domain/dataset.ts';
import { readSnapshot } from '#runs/data/snapshot.ts';
import { popularityReport } from '#runs/evaluation/popularity-report.ts';
import { cellMarks, type MarkedPart } from './cell-marks.ts';
import { columnReader } from './compare-tasks.ts';
import { embedUsers, type EmbeddingTask } from './embed-users.ts';
import {
  listAll,
  loadMeasuredRun,
  type ListsOfUsers,
  type MeasuredRun,
  type MeasuredRunSource,
} from './measured-run.ts';
import { userMetricsPage, type UserColumns } from './user-metrics.ts';

/** Where a run's values a user are. `key` is equal for equal files. */
export type UserColumnsSource = {
  snapshotFolder: string;
  artifactsRoot: string;
  perUser: string;
  userFacts: string | null;
  groups: Pick<GroupTruth, 'names' | 'letters'> | null;
};

/** What the tabs of a run ask of the analysis thread, and what it answers. */
export type DetailQuestions = {
  marks: { query: { source: MeasuredRunSource; k: number; part: MarkedPart }; answer: CellMark[] };
  popularity: { query: { source: MeasuredRunSource; k: number }; answer: PopularityReport };
  embedding: { query: EmbeddingTask; answer: Embedding };
  users: { query: { source: UserColumnsSource; page: Omit<UserMetricsQuery, 'run'> }; answer: UserMetricsPage };
};
export type DetailAsk = keyof DetailQuestions;
export type DetailTask = { [A in DetailAsk]: { ask: A; query: DetailQuestions[A]['query'] } }[DetailAsk];
export type DetailAnswer = DetailQuestions[DetailAsk]['answer'];

/** A run with the lists that were made of it so far. */
type Kept = { run: MeasuredRun; lists: ListsOfUsers | null };

const runs = new LRUCache<string, Kept>({ max: 2 });
const columns = new LRUCache<string, UserColumns>({ max: 4 });

/** Answers a question about a part of a run; runs and columns stay loaded while people look at them. */
export async function answerDetail(task: DetailTask): Promise<DetailAnswer> {
  switch (task.ask) {
    case 'marks': {
      const { source, k, part } = task.query;
      return cellMarks((await keptRun(source)).run, k, part);
    }
    case 'popularity':
      return popularityOf(task.query.source, task.query.k);
    case 'embedding':
      return embedUsers(task.query);
    case 'users':
      return userMetricsPage(await keptColumns(task.query.source), task.query.page);
    default:
      return never(task);
  }
}

async function keptRun(source: MeasuredRunSource): Promise<Kept> {
  const kept = runs.get(source.id) ?? { run: await loadMeasuredRun(source), lists: null };
  runs.set(source.id, kept);
  return kept;
}

async function popularityOf(source: MeasuredRunSource, k: number): Promise<PopularityReport> {
  const kept = await keptRun(source);
  const longest = Math.max(...source.measured.ks);
  kept.lists ??= listAll(kept.run, longest);
  const { snapshot, problem } = kept.run;
  const names = { ids: snapshot.interactions.itemIds.ids, names: snapshot.attributes.items?.names ?? null };
  return popularityReport(kept.lists, Math.min(k, longest), longest, problem.facts, names);
}

async function keptColumns(source: UserColumnsSource): Promise<UserColumns> {
  const { snapshotFolder, artifactsRoot, perUser, userFacts, groups } = source;
  const key = `${snapshotFolder} ${perUser} ${userFacts}`;
  const known = columns.get(key);
  if (known) return known;
  const read = columnReader(artifactsRoot);
  const { ids } = readSnapshot(snapshotFolder).interactions.userIds;
  const made = { ids, perUser: await read(perUser), facts: await read(userFacts), groups };
  columns.set(key, made);
  return made;
}
