import { basename, dirname, relative, resolve } from 'node:path';
import { KindredError } from '#shared/api/errors.ts';
import { fileSize, silentContext } from './file-bytes.ts';
import { typedFiles, type FileOptions } from './file-options.ts';
import { fileInFolder, layoutOf, type AttributeFile, type Headerless, type Layout } from './find-layout.ts';
import { openTable } from './open-table.ts';
import { isFolder, plainOrPacked } from './packed-name.ts';
import type { AttributeTable } from './read-attributes.ts';
import type { Table } from './table.ts';
import { readText } from './text-file.ts';

/** Which files are read as what. */
export type FilePlan = {
  layout: Layout['name'];
  /** What the address names: the file, or the folder of several. */
  path: string;
  events: { path: string; type: string | null }[];
  headerless: Headerless | undefined;
  test: string | null;
  users: AttributeFile | null;
  items: AttributeFile | null;
};

/** Finds the files of an address and its options. @throws KindredError naming the one that is missing, and what is near */
export async function planFiles(path: string, options: FileOptions): Promise<FilePlan> {
  const { events, folder, layout } = await eventFiles(path, options);
  const attributes = async (found: AttributeFile | null, name: string | undefined): Promise<AttributeFile | null> => {
    if (name === undefined) return found;
    if (name === '') return null;
    const said = await fileIn(folder, name);
    return said === found?.path ? found : { path: said };
  };
  return {
    layout: layout?.name ?? 'table',
    path: layout?.path ?? path,
    events,
    headerless: layout?.headerless,
    test: options.test ? await fileIn(folder, options.test) : null,
    users: await attributes(layout?.users ?? null, options.user_file),
    items: await attributes(layout?.items ?? null, options.item_file),
  };
}

type EventFiles = Pick<FilePlan, 'events'> & { folder: string; layout: Layout | null };

async function eventFiles(path: string, { files }: FileOptions): Promise<EventFiles> {
  if (files === undefined) {
    const file = (await isFolder(path)) ? await fileInFolder(path) : path;
    return { events: [{ path: file, type: null }], folder: dirname(file), layout: await layoutOf(file) };
  }
  if (!(await isFolder(path))) {
    throw new KindredError(
      'invalid_input',
      `With --set files the address is the folder that they are in, and "${path}" is none. Write file:${dirname(path)}.`,
    );
  }
  const named = typedFiles(files);
  const events = await Promise.all(named.map(async ({ type, name }) => ({ path: await fileIn(path, name), type })));
  return { events, folder: path, layout: null };
}

/** The path of a file beside the data, also where it is there packed only. */
async function fileIn(folder: string, name: string): Promise<string> {
  const path = resolve(folder, name);
  const found = await plainOrPacked(path);
  if (found === null) await fileSize(path);
  return found ?? path;
}

/** A name as it stands in a recipe: relative to the data. */
export const nameBeside = (plan: FilePlan, path: string): string =>
  relative(plan.events[0] && plan.path !== plan.events[0].path ? plan.path : dirname(plan.path), path) ||
  basename(path);

/** A file of events or held-out pairs as a table. */
export function openEvents({ headerless }: FilePlan, path: string, options: FileOptions): Promise<Table> {
  return openTable(path, headerless ? { ...options, ...headerless } : options);
}

/** A file of attributes as a table. Those without a header are older than UTF-8. */
export async function openAttributes(file: AttributeFile): Promise<AttributeTable> {
  const { path, headerless, ...rest } = file;
  const encoding = headerless && !(await hasUtf8(path)) ? 'latin1' : 'auto';
  const table = await openTable(path, {
    format: 'auto',
    delimiter: headerless?.delimiter ?? 'auto',
    header: headerless?.header ?? true,
    encoding,
  });
  return { table, ...rest };
}

/** Read to its end: a file that is damaged in another way says so when it is read once more. */
async function hasUtf8(path: string): Promise<boolean> {
  try {
    for await (const _text of readText(path, 'utf-8', silentContext));
    return true;
  } catch (error) {
    if (error instanceof KindredError && error.code === 'invalid_input') return false;
    throw error;
  }
}
