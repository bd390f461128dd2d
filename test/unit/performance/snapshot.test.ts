import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readQuerySnapshot, verifyQuerySnapshot, writeQuerySnapshot } from '#runs/performance/snapshot.ts';
import { samplesOf } from '#runs/performance/samples.ts';
import { writeSnapshot } from '#runs/data/snapshot.ts';
import { temporaryFolder } from '../data/fixture.ts';
import { madeSamples, row } from './query-samples.ts';

describe('a snapshot of query samples', () => {
  it('is read as it was written, with what is unknown', async () => {
    const root = await temporaryFolder();
    const data = samplesOf([
      { ...row('é"\n', 1.5, { plan_cost: NaN }), calls: NaN, at: NaN },
      ...[1, 2].map((at) => row('b', at, {}, at)),
    ]);
    const { folder } = await writeQuerySnapshot(root, data);
    expect(readQuerySnapshot(folder)).toEqual(data);
    expect(await verifyQuerySnapshot(folder)).toEqual([]);
  });

  it('has the same name for the same samples, and another for others', async () => {
    const root = await temporaryFolder();
    const [a, b, c] = [
      await writeQuerySnapshot(root, madeSamples(5)),
      await writeQuerySnapshot(root, madeSamples(5)),
      await writeQuerySnapshot(root, madeSamples(5, 2)),
    ];
    expect(b).toEqual(a);
    expect(c.fingerprint).not.toBe(a.fingerprint);
  });

  it('tells a changed byte, and is written again beside it', async () => {
    const root = await temporaryFolder();
    const data = madeSamples(5);
    const { folder } = await writeQuerySnapshot(root, data);
    const bytes = await readFile(join(folder, 'times.f64'));
    bytes[3]! ^= 1;
    await writeFile(join(folder, 'times.f64'), bytes);
    expect(() => readQuerySnapshot(folder)).toThrow(/times\.f64 is damaged: its SHA-256/);
    expect(await verifyQuerySnapshot(folder)).toEqual([expect.stringContaining('times.f64 is damaged') as string]);
    await writeQuerySnapshot(root, data);
    expect(readQuerySnapshot(folder)).toEqual(data);
    await appendFile(join(folder, 'manifest.json'), ' ');
    expect(() => readQuerySnapshot(folder)).toThrow(/manifest\.json is damaged/);
  });

  it('is no snapshot of interactions, and the other way round', async () => {
    const { folder } = await writeQuerySnapshot(await temporaryFolder(), madeSamples(2));
    const { readSnapshot } = await import('#runs/data/snapshot.ts');
    expect(() => readSnapshot(folder)).toThrow(/not the list of files of a dataset/);
    expect(writeSnapshot).toBeTypeOf('function');
    expect(() => readQuerySnapshot(join(folder, 'nothing'))).toThrow(/cannot be read/);
  });
});
