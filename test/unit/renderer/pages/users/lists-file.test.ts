import { describe, expect, it } from 'vitest';
import { listsCsv, listsFileName, listsJson } from '../../../../../renderer/pages/users/lists-file.ts';
import { watchedOf, watchedView } from '../../../../../renderer/pages/users/watched.ts';
import { sampleRun } from '../../sample-run.ts';

const list = {
  k: 2,
  rows: [
    { rank: 1, item: 'i1', name: 'Guitar, used', score: 1 / 3, reason: 'collaborative_filtering', mark: 'hit' },
    { rank: 2, item: '=i2', name: null, score: 0.25, reason: 'collaborative_filtering', mark: 'unknown' },
  ],
  missed: [{ item: 'i9', name: null, rank: null }],
  personalised: true,
} as const;
const run = sampleRun({ id: 'runrunrun001', number: 4 });
const shown = {
  user: 'u 17',
  k: 2,
  imagined: null,
  lists: [{ letter: 'A' as const, run, list: { ...list, rows: [...list.rows], missed: [...list.missed] } }],
};

describe('the lists of a user as a file', () => {
  it('have a line for each item, in full digits, with what was missed after them', () => {
    const [head, ...lines] = listsCsv(shown).trimEnd().split('\r\n');
    expect(head!.split(',')).toHaveLength(13);
    expect(lines.map((line) => line.slice(line.indexOf(',learned,') + ',learned,'.length))).toEqual([
      `1,i1,"Guitar, used",${1 / 3},hit`,
      "2,'=i2,,0.25,unknown",
      ',i9,,,missed',
    ]);
    expect(lines.every((line) => line.startsWith(`u 17,A,4,runrunrun001,${run.dataset.name},`))).toBe(true);
  });

  it('say as JSON of which runs, of which data, and which history was imagined', () => {
    const imagined = { remove: ['i3'], add: [{ item: 'i4', weight: 0.7 }] };
    const read = JSON.parse(listsJson({ ...shown, imagined }));
    expect(read).toMatchObject({ user: 'u 17', k: 2, imagined });
    expect(read.lists[0]).toMatchObject({
      list: 'A',
      run: { id: 'runrunrun001', number: 4 },
      dataset: { fingerprint: run.dataset.fingerprint },
      rows: list.rows,
      missed: list.missed,
    });
    expect(listsCsv({ ...shown, imagined })).toContain(',imagined,');
  });

  it('have a name that every file system takes', () => {
    expect(listsFileName(shown, 'csv')).toBe('kindred_lists_u-17_run-4.csv');
  });
});

describe('a watched user', () => {
  it.each([
    { user: 'u017', dataset: 'six-groups' },
    { user: 'a/b\\c & d=1', dataset: 'mine' },
    { user: '7'.repeat(400), dataset: 'mine' },
  ])('is found again in what is kept of $dataset', (watched) => {
    const { name, search } = watchedView(watched);
    expect(watchedOf({ search })).toEqual(watched);
    expect(name.length).toBeLessThanOrEqual(100);
    expect(name).not.toMatch(/[/\\]/);
  });

  it('is nobody where a view is about something else', () => {
    expect(watchedOf({ search: 'a=2' })).toBeNull();
  });
});
