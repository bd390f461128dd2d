import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KindredError } from '#shared/api/errors.ts';
import { decodeArchive } from '#runs/bundle/decode-archive.ts';
import { encodeBundle } from '#runs/bundle/encode-bundle.ts';
import { encodeQueryBundle } from '#runs/bundle/encode-query-bundle.ts';
import { bundleLimits } from '#runs/bundle/limits.ts';
import type { QueryBundleContents } from '#runs/bundle/query-bundle.ts';
import { readAnyBundle, readBundle, readQueryBundle } from '#runs/bundle/read-bundle.ts';
import { sha256 } from '#runs/bundle/seal.ts';
import { temporaryFolder, trained } from './fixture.ts';
import { rawZip, type RawFile } from './raw-zip.ts';

/** Some numbers in the places of a model; what they mean is the algorithm's business. */
const contents: QueryBundleContents = {
  name: 'latency',
  version: 2,
  algorithm: 'ridge',
  config: { alpha: 1 },
  seed: 7,
  saved: {
    arrays: { coefficients: Float64Array.from({ length: 12 }, (_, at) => at / 7), roots: Int32Array.of(0, 3) },
    meta: { intercept: 0.1 + 0.2, target_scale: 'log1p' },
  },
  examples: {
    features: Float64Array.from({ length: 24 }, (_, at) => at),
    predictions: Float64Array.from({ length: 9 }, (_, at) => at + 0.5),
  },
  metrics: { mae_ms: 1.5, mape: 'NaN', 'interval_coverage@90': 0.91 },
  lineage: {
    run: { id: 'r'.repeat(16), number: 4, name: 'ridge' },
    trained_at: Date.UTC(2026, 10, 20),
    dataset: {
      name: 'slow | <b>',
      version: 1,
      fingerprint: 'f'.repeat(64),
      source: 'postgres',
      queries: 300,
      samples: 900,
    },
    split: { kind: 'by-query', fingerprint: 's'.repeat(64) },
    registered: { at: Date.UTC(2026, 10, 20), by: 'ada', note: '' },
  },
  createdBy: 'kindred 0.1.0',
};

async function written(bytes: Uint8Array): Promise<string> {
  const file = join(temporaryFolder(), 'a.kindred');
  await writeFile(file, bytes);
  return file;
}

const partsOf = async (bytes: Buffer): Promise<RawFile[]> =>
  [...(await decodeArchive(bytes, 'a.kindred', bundleLimits)).files].map(([name, data]) => ({ name, data }));

/** The bundle with one file changed and everything sealed again, as an attacker would. */
async function forged(name: string, change: (data: Buffer) => Buffer | string): Promise<string> {
  const files = await partsOf(await encodeQueryBundle(contents));
  const changed = files.map((file) => (file.name === name ? { name, data: Buffer.from(change(Buffer.from(file.data))) } : file)); // prettier-ignore
  const relisted = changed.map((file) => {
    if (file.name !== 'manifest.json') return file;
    const manifest = JSON.parse(Buffer.from(file.data).toString()) as { files: { name: string }[] };
    manifest.files = changed
      .filter((entry) => entry.name !== 'manifest.json')
      .map((entry) => ({ name: String(entry.name), bytes: entry.data.length, sha256: sha256(entry.data) }));
    return { name: 'manifest.json', data: Buffer.from(JSON.stringify(manifest)) };
  });
  return written(rawZip(relisted));
}

type Json = Record<string, unknown>;
const manifestWith = (change: (manifest: Json) => void) =>
  forged('manifest.json', (data) => {
    const manifest = JSON.parse(data.toString()) as Json;
    change(manifest);
    return JSON.stringify(manifest);
  });

describe('a bundle of a model of query performance', () => {
  it('gives back everything that was written, with the same bytes whatever order it came in', async () => {
    const bytes = await encodeQueryBundle(contents);
    const { manifest, ...read } = await readQueryBundle(await written(bytes));
    expect(read).toEqual({ ...contents, sha256: sha256(bytes), bytes: bytes.length });
    expect(manifest).toMatchObject({ format_version: 2, kind: 'query_performance', examples: 2 });
    expect(manifest.features).toHaveLength(12);
    const shuffled = { ...contents, metrics: Object.fromEntries(Object.entries(contents.metrics).toReversed()) };
    expect((await encodeQueryBundle(shuffled)).equals(bytes)).toBe(true);
  });

  it('has a model card that says what, on which data, with which features and limits, and lets no name become markup', async () => {
    const card = (await partsOf(await encodeQueryBundle(contents))).find(({ name }) => name === 'model-card.md')!;
    const text = Buffer.from(card.data).toString();
    for (const part of [
      'latency\\_v2',
      '900 samples of 300',
      'plan\\_cost',
      'mae\\_ms',
      'postgres',
      'slow \\| \\<b\\>',
    ])
      expect(text).toContain(part);
  });

  it('is not taken for a recommender, nor a recommender for it', async () => {
    const queries = await written(await encodeQueryBundle(contents));
    const shop = await written(await encodeBundle((await trained()).contents));
    await expect(readBundle(queries)).rejects.toThrow(
      'its model is about query performance. Here one about recommenders',
    );
    await expect(readQueryBundle(shop)).rejects.toThrow('its model is about recommenders. Here one about query');
    expect((await readAnyBundle(queries)).kind).toBe('query_performance');
    expect((await readAnyBundle(shop)).kind).toBe('recommender');
  });

  it('with any byte flipped is refused', async () => {
    const bytes = await encodeQueryBundle(contents);
    const accepted: number[] = [];
    for (let at = 0; at < bytes.length; at += 3) {
      bytes[at]! ^= 1 << (at % 8);
      const file = await written(bytes);
      const answer = await readAnyBundle(file).catch((error: unknown) => error);
      if (!(answer instanceof KindredError) || answer.code === 'internal') accepted.push(at);
      bytes[at]! ^= 1 << (at % 8);
    }
    expect(accepted).toEqual([]);
  });

  it.each<[string, (manifest: Json) => void, RegExp]>([
    ['of a newer format', (m) => (m['format_version'] = 3), /written by a newer Kindred \(bundle format 3; this one knows 2\)/], // prettier-ignore
    ['of another kind', (m) => (m['kind'] = 'weather'), /not valid at kind/],
    ['without a kind', (m) => delete m['kind'], /not valid at kind/],
    ['with a feature less', (m) => (m['features'] as unknown[]).pop(), /not the features that this Kindred knows/],
    ['with features in another order', (m) => (m['features'] as unknown[]).reverse(), /not the features that this/],
    ['with something nobody knows', (m) => (m['code'] = 'rm -rf'), /Unrecognized key/],
    ['with fewer examples than it says', (m) => (m['examples'] = 3), /examples\/features\.npy holds 24 values instead of 36/], // prettier-ignore
    ['with a name that leaves the folder', (m) => ((m['model'] as Json)['name'] = '../x'), /not valid at model\.name/],
  ])('%s is refused', async (_what, change, says) => {
    await expect(readAnyBundle(await manifestWith(change))).rejects.toThrow(says);
  });

  it('with a number that is none, or cut short, is refused', async () => {
    const notANumber = await forged('model/coefficients.npy', (data) => {
      data.writeDoubleLE(NaN, data.length - 8);
      return data;
    });
    await expect(readAnyBundle(notANumber)).rejects.toThrow(/coefficients\.npy holds NaN at 11, which is no finite/);
    const short = await forged('examples/predictions.npy', (data) => data.subarray(0, -8));
    await expect(readAnyBundle(short)).rejects.toThrow(/examples\/predictions\.npy/);
  });
});
