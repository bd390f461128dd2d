import { csvCell, type CsvValue } from '#shared/domain/csv-cell.ts';
import type { Run } from '#shared/domain/run.ts';
import type { UserList } from '#shared/domain/user-lens.ts';

/** The lists of one user as they are on screen, with where they come from. */
export type ShownLists = {
  user: string;
  k: number;
  /** What was imagined of the history; null where the lists are those of the history that was learned. */
  imagined: { remove: readonly string[]; add: readonly { item: string; weight: number }[] } | null;
  lists: readonly { letter: 'A' | 'B'; run: Run; list: UserList }[];
};

const header = 'user,list,run,run_id,dataset,dataset_version,dataset_fingerprint,history,rank,item,name,score,mark';

/** RFC 4180: one line an item, in full digits; those that were held out and missed follow each list. */
export function listsCsv({ user, imagined, lists }: ShownLists): string {
  const lines = lists.flatMap(({ letter, run, list }) => {
    const { name, version, fingerprint } = run.dataset;
    const of = [user, letter, run.number, run.id, name, version, fingerprint, imagined ? 'imagined' : 'learned'];
    return [
      ...list.rows.map((row): CsvValue[] => [...of, row.rank, row.item, row.name, row.score, row.mark]),
      ...list.missed.map((row): CsvValue[] => [...of, row.rank, row.item, row.name, null, 'missed']),
    ];
  });
  return [header, ...lines.map((line) => line.map(csvCell).join(','))].map((line) => `${line}\r\n`).join('');
}

export function listsJson({ user, k, imagined, lists }: ShownLists): string {
  const described = lists.map(({ letter, run: { id, number, name, algorithm, dataset }, list }) => ({
    list: letter,
    run: { id, number, name, algorithm },
    dataset: { name: dataset.name, version: dataset.version, fingerprint: dataset.fingerprint },
    rows: list.rows,
    missed: list.missed,
  }));
  return `${JSON.stringify({ user, k, imagined, lists: described }, null, 2)}\n`;
}

/** `kindred_lists_u017_run-2_run-3.csv`, of letters that every file system takes. */
export function listsFileName({ user, lists }: ShownLists, extension: 'csv' | 'json'): string {
  const runs = lists.map(({ run }) => `run-${run.number}`).join('_');
  return `kindred_lists_${user.slice(0, 60).replaceAll(/[^\w.-]/g, '-')}_${runs}.${extension}`;
}
