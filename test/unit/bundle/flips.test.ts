import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeArchive } from '#runs/bundle/decode-archive.ts';
import { encodeBundle } from '#runs/bundle/encode-bundle.ts';
import { bundleLimits } from '#runs/bundle/limits.ts';
import { decodeBundle } from '#runs/bundle/read-bundle.ts';
import { KindredError } from '#shared/api/errors.ts';
import { trained } from './fixture.ts';

const small = async () =>
  encodeBundle((await trained(undefined, { users: 4, items: 4, config: { n_neighbors: 2 } })).contents);

/** What a bundle with one byte changed is answered with; null where it would be accepted. */
async function answerTo(bundle: Buffer, at: number, mask: number): Promise<string | null> {
  bundle[at]! ^= mask;
  try {
    await decodeBundle(bundle, 'a.kindred');
    return null;
  } catch (error) {
    // Anything but a sentence of ours would be a fault of the reader.
    return error instanceof KindredError && error.code !== 'internal' ? error.message : null;
  } finally {
    bundle[at]! ^= mask;
  }
}

it('every single flipped byte of a small bundle is refused', async () => {
  const bundle = await small();
  const accepted: number[] = [];
  for (let at = 0; at < bundle.length; at++) {
    if ((await answerTo(bundle, at, 1 << (at % 8))) === null) accepted.push(at);
  }
  expect(accepted).toEqual([]);
  expect(await decodeBundle(bundle, 'a.kindred')).toMatchObject({ version: 3 });
});

it('a byte that was flipped inside a file is told with the name of that file and both hashes', async () => {
  const bundle = await small();
  const { files } = await decodeArchive(bundle, 'a.kindred', bundleLimits);
  for (const [name, data] of files) {
    const at = data.byteOffset - bundle.byteOffset + (data.length >> 1);
    const said = await answerTo(bundle, at, 4);
    expect(said).toContain(`${name} has the SHA-256 `);
    expect(said?.match(/[0-9a-f]{64}/g)).toHaveLength(2);
  }
});

it('any few changed, removed, added or repeated bytes are refused', async () => {
  const bundle = await small();
  const part = fc.tuple(fc.nat(bundle.length - 1), fc.nat(40), fc.uint8Array({ maxLength: 40 }));
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 3 }), async (changes) => {
      let changed = Buffer.from(bundle);
      for (const [at, removed, added] of changes) {
        changed = Buffer.concat([changed.subarray(0, at), added, changed.subarray(at + removed)]);
      }
      fc.pre(!changed.equals(bundle));
      await expect(decodeBundle(changed, 'a.kindred')).rejects.toSatisfy(
        (error) => error instanceof KindredError && error.code !== 'internal',
      );
    }),
    { numRuns: 500 },
  );
});
