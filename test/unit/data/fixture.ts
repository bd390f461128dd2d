import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { fileSource } from '#runs/data/file.ts';
import { Vocabulary, type Interactions } from '#runs/data/interactions.ts';
import { noAttributes, type SourceData } from '#runs/data/source.ts';
import { parseOptions } from '#shared/domain/parse-options.ts';
import { Weighting } from '#shared/domain/weighting.ts';

/** A folder that goes away with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kindred-data-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A reading context without a listener. */
export const contextWith = (weighting: unknown = {}) => ({
  weighting: Weighting.parse(weighting),
  onProgress() {},
  shouldStop: () => false,
});

type FileCase = { name?: string; zipped?: boolean; options?: Record<string, unknown>; weighting?: unknown };

/** What the file source makes of a file with this content. */
export async function readFileWith(
  content: string | Uint8Array,
  { name = 'data.csv', zipped = false, options = {}, weighting = {} }: FileCase = {},
): Promise<SourceData> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, zipped ? gzipSync(content) : content);
  return fileSource.read(path, parseOptions(fileSource.options, options, 'The source file'), contextWith(weighting));
}

/** Interactions from rows `[user, item, weight, time]`; without times where no row has one. */
export function interactionsOf(rows: readonly (readonly [string, string, number?, number?])[]): Interactions {
  const userIds = Vocabulary.from(rows.map(([user]) => user));
  const itemIds = Vocabulary.from(rows.map(([, item]) => item));
  return {
    users: Int32Array.from(rows, ([user]) => userIds.indexOf(user)),
    items: Int32Array.from(rows, ([, item]) => itemIds.indexOf(item)),
    weights: Float64Array.from(rows, ([, , weight = 1]) => weight),
    times: rows.some(([, , , time]) => time !== undefined) ? Float64Array.from(rows, ([, , , time = 0]) => time) : null,
    userIds,
    itemIds,
  };
}

/** Rows as a person would write them: `user item weight`. */
export const rowsOf = ({ users, items, weights, userIds, itemIds }: Interactions): string[] =>
  Array.from(users, (user, row) => `${userIds.id(user)} ${itemIds.id(items[row]!)} ${weights[row]}`);

/** Data as a source gives it, around some interactions. */
export const sourceDataOf = (interactions: Interactions, rest: Partial<SourceData> = {}): SourceData => ({
  interactions,
  address: 'file:/data.csv',
  weighting: Weighting.parse({}),
  options: {},
  types: { interaction: interactions.users.length },
  dropped: [],
  rejected: null,
  attributes: noAttributes,
  events: null,
  given: null,
  groups: null,
  ...rest,
});
