import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BundleContents } from '#runs/bundle/bundle.ts';
import { decodeArchive } from '#runs/bundle/decode-archive.ts';
import { encodeBundle } from '#runs/bundle/encode-bundle.ts';
import { bundleLimits } from '#runs/bundle/limits.ts';
import { decodeBundle } from '#runs/bundle/read-bundle.ts';
import { sha256 } from '#runs/bundle/seal.ts';
import { trained } from './fixture.ts';
import { rawZip, type RawFile } from './raw-zip.ts';

let contents: BundleContents;
let files: RawFile[];
beforeAll(async () => {
  ({ contents } = await trained());
  const archive = await decodeArchive(await encodeBundle(contents), 'a.kindred', bundleLimits);
  files = [...archive.files].map(([name, data]) => ({ name, data }));
});

const refusal = (archive: Buffer) =>
  decodeBundle(archive, 'a.kindred').then(
    () => 'was accepted',
    (error: unknown) => error,
  );
const refusalOf = (...more: RawFile[]) => refusal(rawZip([...files, ...more]));
const refused = (code: string, message: string | RegExp) =>
  expect.objectContaining({ name: 'KindredError', code, message: expect.stringMatching(message) });
const file = (name: string | Buffer, changes: Partial<RawFile> = {}): RawFile => ({
  name,
  data: Buffer.from('x'),
  ...changes,
});
/** The same files with one changed. */
const withChanged = (name: string, change: (known: RawFile) => RawFile) =>
  files.map((known) => (known.name === name ? change(known) : known));

/** The same files with the manifest changed and everything sealed again, as an attacker would. */
function withManifest(change: (manifest: { files: unknown[] } & Record<string, unknown>) => void): RawFile[] {
  return withChanged('manifest.json', (known) => {
    const manifest = JSON.parse(Buffer.from(known.data).toString()) as { files: unknown[] } & Record<string, unknown>;
    change(manifest);
    return file('manifest.json', { data: Buffer.from(JSON.stringify(manifest)) });
  });
}

/** A file changed together with its entry in the manifest. */
function withContent(name: string, data: Uint8Array): RawFile[] {
  const entry = { name, bytes: data.length, sha256: sha256(data) };
  const listed = withManifest((manifest) => {
    manifest.files = manifest.files.map((known) => ((known as { name: string }).name === name ? entry : known));
  });
  return listed.map((known) => (known.name === name ? file(name, { data }) : known));
}

it('the zip that these tests make by hand is a bundle as long as nothing is changed', async () => {
  expect(await decodeBundle(rawZip(files), 'a.kindred')).toMatchObject({ name: 'shop-knn' });
});

describe('a name', () => {
  it.each([
    ['../evil', 'leaves its folder'],
    ['a/../../evil', 'leaves its folder'],
    ['./a', 'leaves its folder'],
    ['/etc/passwd', 'is absolute'],
    ['C:/evil', 'starts with a drive letter'],
    ['c:evil', 'starts with a drive letter'],
    ['a\\b', 'holds a backslash'],
    ['..\\evil', 'holds a backslash'],
    ['a\0b', 'holds a NUL'],
    ['con', 'is a device'],
    ['a/nul.txt', 'is a device'],
    ['lpt1', 'is a device'],
    ['a.', 'ends with a dot'],
    ['a./b', 'ends with a dot'],
    ['b ', 'ends with a dot or a blank'],
    ['A', 'has characters other'],
    ['é', 'has characters other'],
    ['a//b', 'has characters other'],
    ['a/', 'has characters other'],
    ['a b', 'has characters other'],
    ['\u202ea', 'has characters other'],
    ['', 'is empty'],
    ['a'.repeat(201), 'longer than 200'],
  ])('%j is refused', async (name, why) => {
    expect(await refusalOf(file(name))).toEqual(refused('invalid_input', why));
  });

  it('that is no UTF-8 is refused', async () => {
    expect(await refusalOf(file(Buffer.from([0x61, 0xff])))).toEqual(refused('invalid_input', 'not UTF-8'));
  });

  it('given twice, or twice but for its capitals, is refused', async () => {
    expect(await refusalOf(file('a'), file('a'))).toEqual(refused('invalid_input', 'is the same as "a"'));
    expect(await refusalOf(file('mlmodel'))).toEqual(refused('invalid_input', 'is the same as "MLmodel"'));
  });

  it('that two headers give differently is refused', async () => {
    expect(await refusalOf(file('a', { localName: 'b' }))).toEqual(refused('unavailable', 'described in two ways'));
  });
});

describe('a file that is no plain file', () => {
  it.each([
    ['a link', { attributes: 0o120777 * 0x10000 }, 'is a link'],
    ['a folder', { attributes: 0o040755 * 0x10000 }, 'is a folder or a device'],
    ['a folder of DOS', { attributes: 0x10 }, 'is a folder or a device'],
    ['a device', { attributes: 0o020666 * 0x10000 }, 'is a folder or a device'],
    ['a pipe', { attributes: 0o010666 * 0x10000 }, 'is a folder or a device'],
    ['encrypted', { flags: 0x801, data: Buffer.alloc(13), size: 1 }, 'is encrypted'],
    ['packed by something else', { method: 8, data: deflateRawSync(Buffer.from('x')), size: 1 }, 'is compressed'],
  ] as [string, Partial<RawFile>, string][])('because it is %s is refused', async (_, changes, why) => {
    expect(await refusalOf(file('a', changes))).toEqual(refused('invalid_input', why));
  });

  it.each([
    ['a size that comes later', { flags: 0x808 }],
    ['fields that we never write', { extra: Buffer.from([0x75, 0x70, 0, 0]) }],
    ['a comment', { fileComment: Buffer.from('hello') }],
  ] as [string, Partial<RawFile>][])('because it has %s is refused', async (_, changes) => {
    expect(await refusalOf(file('a', changes))).toEqual(refused('unavailable', 'described in two ways'));
  });
});

describe('a zip bomb', () => {
  it('that would grow more than a hundredfold is refused by its headers', async () => {
    const bomb = file('a', { method: 8, data: deflateRawSync(Buffer.alloc(1e6)), size: 1e6 });
    expect(await refusalOf(bomb)).toEqual(refused('invalid_input', /to 1000000 bytes.*a zip bomb/));
  });

  it('that claims more than a file may have is refused by its headers', async () => {
    const bomb = file('a', { method: 8, size: 2 ** 31 });
    expect(await refusalOf(bomb)).toEqual(refused('too_large', '2147483648'));
  });

  it('of too many files is refused before the first is looked at', async () => {
    const archive = rawZip(Array.from({ length: 1001 }, (_, i) => file(`f${i}`)));
    expect(await refusal(archive)).toEqual(refused('too_large', '1001'));
    expect(await refusal(rawZip(files, { count: 60_000 }))).toEqual(refused('too_large', '60000'));
  });

  it('whose files share their bytes is refused', async () => {
    expect(await refusalOf(file('manifest.json', { offset: 0, localName: 'x' }))).toBeInstanceOf(Error);
    const [first] = files;
    const twin = { ...first!, name: 'twin', localName: String(first!.name) };
    expect(await refusalOf({ ...twin, offset: 0 })).toEqual(refused('unavailable', 'described in two ways'));
    const inside = file('inner', { data: Buffer.from('y') });
    const outer = file('outer', { data: rawZip([inside]) });
    // The directory points `inner` into the bytes of `outer`.
    const offset = rawZip([...files, outer]).indexOf('inner') - 30;
    const overlapping = await refusalOf(outer, { ...inside, offset });
    expect(overlapping).toEqual(refused('invalid_input', /"inner" overlaps another one/));
  });
});

describe('bytes that belong to no file are refused', () => {
  it.each([
    ['before', () => withChanged('MLmodel', (known) => ({ ...known, before: Buffer.from('#!/bin/sh\n') }))],
    ['between', () => withChanged('manifest.json', (known) => ({ ...known, before: Buffer.from('xx') }))],
  ])('%s files', async (_, made) => {
    expect(await refusal(rawZip(made()))).toEqual(refused('unavailable', 'belong to none of its files'));
  });

  it('before the end, after it, and in its place', async () => {
    const inDirectory = rawZip(files, { beforeEnd: Buffer.from('xx') });
    expect(await refusal(inDirectory)).toEqual(refused('unavailable', 'directory does not end where it should'));
    const after = Buffer.concat([rawZip(files), Buffer.from('x')]);
    expect(await refusal(after)).toEqual(refused('unavailable', 'extra bytes'));
    expect(await refusal(rawZip(files, { comment: '' }))).toEqual(refused('unavailable', 'no seal of Kindred'));
    expect(await refusal(rawZip(files, { comment: 'made by zip' }))).toEqual(refused('unavailable', 'no seal'));
  });
});

describe('the manifest', () => {
  it('that is missing, no JSON, or not a manifest is refused', async () => {
    const without = files.filter(({ name }) => name !== 'manifest.json');
    expect(await refusal(rawZip(without))).toEqual(refused('unavailable', 'has no manifest.json'));
    for (const [text, why] of [
      ['{', 'is not JSON'],
      ['[]', 'is not valid'],
      ['{"format":"kindred-bundle","format_version":0}', 'is not valid at format_version'],
    ] as const) {
      const archive = rawZip([...without, file('manifest.json', { data: Buffer.from(text) })]);
      expect(await refusal(archive)).toEqual(refused('invalid_input', why));
    }
  });

  it('of a newer format is refused, and the way out is named', async () => {
    const newer = withManifest((manifest) => (manifest['format_version'] = 3));
    expect(await refusal(rawZip(newer))).toEqual(
      refused('conflict', /a newer Kindred \(bundle format 3; this one knows 2\)/),
    );
  });

  it('that was edited is refused with both hashes', async () => {
    const edited = withManifest((manifest) => (manifest['created_by'] = 'eve'));
    const { data } = edited.find(({ name }) => name === 'manifest.json')!;
    const original = files.find(({ name }) => name === 'manifest.json')!;
    const archive = rawZip(edited, { comment: rawZip(files).subarray(-161).toString('latin1') });
    expect(await refusal(archive)).toEqual(
      refused('unavailable', new RegExp(`manifest.json has the SHA-256 ${sha256(data)}.*${sha256(original.data)}`)),
    );
  });

  it('that lists a file which is not there, not all, one twice, or another size is refused', async () => {
    const listed = { name: 'gone', bytes: 1, sha256: 'a'.repeat(64) };
    const cases: [(manifest: { files: unknown[] }) => void, string][] = [
      [(manifest) => manifest.files.push(listed), 'gone is missing'],
      [(manifest) => void manifest.files.pop(), 'is not in manifest.json'],
      [(manifest) => manifest.files.push(manifest.files[0]), 'lists a file twice'],
      [(manifest) => ((manifest.files[0] as { bytes: number }).bytes += 1), 'bytes instead of'],
    ];
    for (const [change, why] of cases) {
      expect(await refusal(rawZip(withManifest(change)))).toMatchObject({ message: expect.stringContaining(why) });
    }
  });

  it('with unknown fields, or fields that would reach the prototype, is refused', async () => {
    expect(await refusal(rawZip(withManifest((manifest) => (manifest['execute'] = 'rm'))))).toEqual(
      refused('invalid_input', 'execute'),
    );
    const poisoned = withChanged('manifest.json', (known) => {
      const text = Buffer.from(known.data).toString().replace('"meta": {', '"meta": {"__proto__": {"admin": true},');
      return file('manifest.json', { data: Buffer.from(text) });
    });
    await refusal(rawZip(poisoned));
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });
});

describe('files', () => {
  it('that are missing, more, or exchanged are refused by name', async () => {
    const without = files.filter(({ name }) => name !== 'matrix/data.npy');
    expect(await refusal(rawZip(without))).toEqual(refused('unavailable', 'matrix/data.npy is missing'));
    expect(await refusalOf(file('extra'))).toEqual(refused('invalid_input', '"extra" is not in manifest.json'));
    const data = (name: string) => files.find((known) => known.name === name)!.data;
    const [a, b] = ['vocabularies/user-ids.json', 'vocabularies/item-ids.json'];
    const swapped = files.map((known) =>
      known.name === a ? { ...known, data: data(b) } : known.name === b ? { ...known, data: data(a) } : known,
    );
    expect(await refusal(rawZip(swapped))).toEqual(refused('unavailable', /item-ids\.json has \d+ bytes instead of/));
  });

  it('that were changed are refused with both hashes', async () => {
    const name = 'model/similarities.npy';
    const original = Buffer.from(files.find((known) => known.name === name)!.data);
    const other = Buffer.from(original);
    other[other.length - 1]! ^= 1;
    const archive = rawZip(withChanged(name, (known) => ({ ...known, data: other })));
    expect(await refusal(archive)).toEqual(
      refused(
        'unavailable',
        new RegExp(`${name} has the SHA-256 ${sha256(other)}, and it should be ${sha256(original)}`),
      ),
    );
  });

  it('that hold something else than arrays and texts are refused, though every hash is right', async () => {
    for (const [name, body, why] of [
      ['matrix/data.npy', 'PK', 'matrix/data.npy is not an array'],
      ['vocabularies/user-ids.json', '{"a": 1}', 'user-ids.json is not a list of texts'],
      ['vocabularies/user-ids.json', '[1, 2]', 'user-ids.json is not a list of texts'],
      ['vocabularies/user-ids.json', '["a"]', 'holds 1 values instead of 12'],
    ] as const) {
      expect(await refusal(rawZip(withContent(name, Buffer.from(body))))).toEqual(refused('unavailable', why));
    }
  });
});

describe('arrays out of bounds are refused, though every hash is right', () => {
  const changed = (change: (copy: BundleContents) => void) => {
    const copy = structuredClone(contents);
    change(copy);
    return encodeBundle(copy).then(refusal);
  };
  it.each([
    ['indptr.npy falls', ({ train }) => (train.indptr[2] = 0)],
    ['indptr.npy starts at', ({ train }) => (train.indptr[0] = 1)],
    ['indptr.npy ends at', ({ train }) => (train.indptr[train.rows]! += 1)],
    ['indptr.npy holds', ({ train }) => (train.indptr = train.indptr.slice(1))],
    ['indices.npy holds 10, outside 0 to 9', ({ train }) => (train.indices[train.indptr[1]! - 1] = 10)],
    ['indices.npy holds -1', ({ train }) => (train.indices[0] = -1)],
    ['indices.npy does not ascend', ({ train }) => train.indices.fill(0)],
    ['data.npy holds NaN', ({ train }) => (train.values[3] = NaN)],
    ['data.npy holds Infinity', ({ train }) => (train.values[3] = Infinity)],
    ['model/indptr.npy falls', ({ saved }) => (saved.arrays['indptr']![2] = 0)],
    ['model/indptr.npy holds no whole numbers', ({ saved }) => (saved.arrays['indptr'] = new Float64Array(13))],
    ['similarities.npy holds NaN', ({ saved }) => saved.arrays['similarities']!.fill(NaN)],
    ['item-ids.json does not ascend', ({ itemIds }) => (itemIds as string[]).reverse()],
    ['user-ids.json does not ascend', ({ userIds }) => ((userIds as string[])[1] = userIds[0]!)],
    ['lists/items.npy holds 99', ({ lists }) => (lists!.items[0] = 99)],
    ['lists/indptr.npy falls', ({ lists }) => (lists!.indptr[2] = 0)],
    ['lists/reasons.npy holds 5', ({ lists }) => (lists!.reasons[0] = 5)],
  ] as [string, (copy: BundleContents) => void][])('%s', async (why, change) => {
    expect(await changed(change)).toEqual(refused('unavailable', why));
  });
});
