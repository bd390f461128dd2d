import type { SavedModel } from '#runs/models/model.ts';

type SavedArray = SavedModel['arrays'][string];

/** A saved model whose arrays threads share; those that already are shared stay where they are. */
export function sharedModel({ arrays, meta }: SavedModel): SavedModel {
  const shared = Object.entries(arrays).map(([name, array]) => [name, inSharedMemory(array)] as const);
  return { arrays: Object.fromEntries(shared), meta };
}

function inSharedMemory(array: SavedArray): SavedArray {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const bytes = new SharedArrayBuffer(array.byteLength);
  new Uint8Array(bytes).set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  if (array instanceof Int32Array) return new Int32Array(bytes);
  return array instanceof Float32Array ? new Float32Array(bytes) : new Float64Array(bytes);
}
