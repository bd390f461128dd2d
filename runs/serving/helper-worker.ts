import type { Bundle } from '#runs/bundle/bundle.ts';
import { shared } from '#runs/matrix/csr.ts';
import { sharedMemory } from '#runs/matrix/memory.ts';
import type { SavedModel } from '#runs/models/model.ts';
import { replyOf, type TaskReply } from '#runs/threads/task-reply.ts';
import type { AppendResult, InteractionStore, NewInteraction } from './interaction-store.ts';

/** The threads that wait for the disk and compare hashes, so that nobody who asks for recommendations does. */

let opened: { file: string; store: InteractionStore } | undefined;

/** What a task needs is loaded with the first one, so that a thread starts in no time. */
async function storeOf(file: string): Promise<InteractionStore> {
  const { openInteractionStore } = await import('./interaction-store.ts');
  if (opened?.file !== file) {
    opened?.store.close();
    opened = { file, store: openInteractionStore(file) };
  }
  return opened.store;
}

export type AppendTask = {
  file: string;
  interactions: readonly NewInteraction[];
  answers: ReadonlyMap<string, number>;
  /** Up to where interactions were passed on to another database, where that changed. */
  passedOn?: number;
};

export const appendTask = ({ file, interactions, answers, passedOn }: AppendTask): Promise<TaskReply<AppendResult[]>> =>
  replyOf(async () => {
    const store = await storeOf(file);
    if (answers.size > 0) store.addAnswers(answers);
    if (passedOn !== undefined) store.setPassedOn(passedOn);
    return interactions.length > 0 ? store.append(interactions) : [];
  });

/** What serving needs of a bundle; the precomputed lists are for other readers. */
export type ServedBundle = Omit<Bundle, 'lists'>;

/** Reads and verifies a bundle; its arrays are in shared memory, so that they cross to whoever asked without a copy. */
export const readBundleTask = ({ file }: { file: string }): Promise<TaskReply<ServedBundle>> =>
  replyOf(async () => {
    const { readBundle } = await import('#runs/bundle/read-bundle.ts');
    const { lists: _lists, ...bundle } = await readBundle(file);
    return { ...bundle, train: shared(bundle.train), saved: sharedModel(bundle.saved) };
  });

function sharedModel({ arrays, meta }: SavedModel): SavedModel {
  const entries = Object.entries(arrays).map(([name, array]) => [name, sharedArray(array)] as const);
  return { arrays: Object.fromEntries(entries), meta };
}

function sharedArray(array: SavedModel['arrays'][string]): SavedModel['arrays'][string] {
  if (array instanceof Float32Array) {
    const copy = new Float32Array(new SharedArrayBuffer(array.byteLength));
    copy.set(array);
    return copy;
  }
  const copy = array instanceof Int32Array ? sharedMemory.ints(array.length) : sharedMemory.floats(array.length);
  copy.set(array);
  return copy;
}
