import { KindredError } from '#shared/api/errors.ts';
import { decodeNpy, encodeNpy } from '#runs/artifacts/npy.ts';
import type { SavedModel } from '#runs/models/model.ts';

const folder = 'model/';
const metaFile = `${folder}model.json`;

export type RunFile = { name: string; bytes: Uint8Array; contentType: string };

/** A saved model as files of its run: `model/model.json`, and one NumPy file an array. */
export function modelFiles(saved: SavedModel): RunFile[] {
  const meta = new TextEncoder().encode(`${JSON.stringify(saved.meta, null, 2)}\n`);
  const arrays = Object.entries(saved.arrays).map(([name, array]) => ({
    name: `${folder}${name}.npy`,
    bytes: encodeNpy(array),
    contentType: 'application/octet-stream',
  }));
  return [{ name: metaFile, bytes: meta, contentType: 'application/json' }, ...arrays];
}

/**
 * The model that `modelFiles` wrote.
 * @param files  all artifacts of the run by name; others are ignored
 * @throws KindredError not_found where the run has no model
 */
export function savedModel(files: ReadonlyMap<string, Uint8Array>): SavedModel {
  const meta = files.get(metaFile);
  if (!meta) throw new KindredError('not_found', 'This run saved no model: it did not finish. Train it again.');
  const arrays: SavedModel['arrays'] = {};
  for (const [name, bytes] of files) {
    if (!name.startsWith(folder) || !name.endsWith('.npy')) continue;
    arrays[name.slice(folder.length, -'.npy'.length)] = decodeNpy(bytes, name);
  }
  return { meta: JSON.parse(new TextDecoder().decode(meta)) as SavedModel['meta'], arrays };
}

/** Whether an artifact of a run belongs to its model. */
export const isModelFile = (name: string): boolean => name.startsWith(folder);
