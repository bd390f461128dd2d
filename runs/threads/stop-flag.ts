/** A flag in memory that threads share; up once somebody wants the work to stop. */
export const newStop = (): SharedArrayBuffer => new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);

export const raiseStop = (stop: SharedArrayBuffer) => Atomics.store(new Int32Array(stop), 0, 1);

/** The flag as the thread that works asks it. */
export function stopFlag(stop: SharedArrayBuffer): () => boolean {
  const flag = new Int32Array(stop);
  return () => Atomics.load(flag, 0) !== 0;
}
