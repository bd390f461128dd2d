/** Shared by all threads that work on one thing: [next that nobody took, 1 to stop]. */
export type Control = Int32Array;

const next = 0;
const stopped = 1;

export const createControl = (): Control => new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));

export const stop = (control: Control): void => void Atomics.store(control, stopped, 1);

export const isStopped = (control: Control): boolean => Atomics.load(control, stopped) !== 0;

/** How much has been taken, at most `total`. */
export const taken = (control: Control, total: number): number => Math.min(total, Atomics.load(control, next));

/** Takes blocks of 0 … total − 1 that no other thread has taken, until none are left or all are told to stop. */
export function takeBlocks(
  control: Control,
  total: number,
  block: number,
  work: (from: number, to: number) => void,
): void {
  while (!isStopped(control)) {
    const from = Atomics.add(control, next, block);
    if (from >= total) return;
    work(from, Math.min(total, from + block));
  }
}
