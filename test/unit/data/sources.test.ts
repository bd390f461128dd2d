import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describeSource } from '../../suites/source-suite.ts';
import { findSource, sources } from '#runs/data/sources.ts';
import { temporaryFolder } from './fixture.ts';
import { layouts } from './layout-files.ts';

const table =
  'user,post_id,event,created_at\nann,a,view,2024-05-01\nann,b,like,2024-05-02\nbob,a,share,2024-05-03\n,a,view,x\n';

describeSource('synthetic:groups, reference', async () => ({ source: 'synthetic:groups' }), temporaryFolder);
describeSource(
  'synthetic:groups, six-groups',
  async () => ({ source: 'synthetic:groups', options: { preset: 'six-groups', seed: 3 } }),
  temporaryFolder,
);
describeSource(
  'synthetic:feed',
  async () => ({
    source: 'synthetic:feed',
    options: { users: 50, items: 40, interactions: 1000, days: 5, bots: 0.1, mix: 'view=5, click=2' },
  }),
  temporaryFolder,
);
describeSource(
  'file:, comma-separated',
  async (folder) => {
    await writeFile(join(folder, 'events.csv'), table);
    return { source: `file:${join(folder, 'events.csv')}` };
  },
  temporaryFolder,
);
describeSource(
  'file:, semicolons in gzip',
  async (folder) => {
    await writeFile(join(folder, 'events.csv.gz'), gzipSync(table.replaceAll(',', ';')));
    return { source: `file:${join(folder, 'events.csv.gz')}`, weighting: { aggregation: 'max', transform: 'bm25' } };
  },
  temporaryFolder,
);
describeSource(
  'file:, leave-one-out layout',
  async (folder) => {
    await writeFile(join(folder, 'x.train.rating'), '1\t10\t1\t0\n1\t11\t1\t0\n2\t10\t1\t0\n');
    await writeFile(join(folder, 'x.test.rating'), '1\t12\t5\t0\n2\t11\t5\t0\n');
    await writeFile(join(folder, 'x.test.negative'), '(1,12)\t13\t14\n(2,11)\t12\t13\n');
    return { source: `file:${join(folder, 'x')}` };
  },
  temporaryFolder,
);
describeSource(
  'file:, JSON Lines in zstd',
  async (folder) => {
    const lines = '{"user":"ann","item":1,"type":"view"}\n{"user":"bob","item":2,"type":"like"}\n{"user":"ann"}\n';
    await writeFile(join(folder, 'events.jsonl.zst'), zstdCompressSync(lines));
    return { source: `file:${join(folder, 'events.jsonl.zst')}` };
  },
  temporaryFolder,
);
describeSource(
  'file:, several files with a held-out part',
  async (folder) => {
    await writeFile(join(folder, 'views.csv'), 'user,item\na,x\nb,y\n');
    await writeFile(join(folder, 'likes.csv'), 'uid,sid\na,y\n');
    await writeFile(join(folder, 'test.csv'), 'user,item\nb,x\n');
    return { source: `file:${folder}`, options: { files: 'view=views.csv, like=likes.csv', test: 'test.csv' } };
  },
  temporaryFolder,
);
for (const name of ['events.snappy.parquet', 'events.lz4.arrow', 'events.stream.arrows']) {
  const path = resolve(import.meta.dirname, '../../fixtures/tables', name);
  describeSource(`file:, ${name}`, async () => ({ source: `file:${path}` }), temporaryFolder);
}
for (const [name, { write }] of Object.entries(layouts)) {
  describeSource(
    `file:, ${name}`,
    async (folder) => {
      await write(folder);
      return { source: `file:${folder}` };
    },
    temporaryFolder,
  );
}

describe('findSource', () => {
  it('splits an address into its source and the rest', () => {
    expect(findSource('file:/data/a:b.csv')).toMatchObject({ rest: '/data/a:b.csv', source: { scheme: 'file' } });
    expect(findSource('synthetic:groups')).toMatchObject({ rest: '', source: { scheme: 'synthetic:groups' } });
    expect(sources.map(({ scheme }) => scheme)).toEqual(['synthetic:groups', 'synthetic:feed', 'file', 'postgres']);
  });

  it.each([
    [
      'synthetic:grups',
      'Did you mean "synthetic:groups"? Sources are synthetic:groups, synthetic:feed, file:PATH and postgres:URL.',
    ],
    ['ratings.csv', 'Did you mean "file:ratings.csv"?'],
    ['fle:ratings.csv', 'Did you mean "file"?'],
    ['mongodb://x', 'There is no source "mongodb://x". Sources are'],
  ])('refuses %s with the way out', (address, message) => {
    expect(() => findSource(address)).toThrow(message);
  });
});
