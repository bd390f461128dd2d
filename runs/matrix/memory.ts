/** Where typed arrays are put: memory of this thread, or memory that threads share without copies. Both start as zeros. */
export type Memory = {
  ints(length: number): Int32Array;
  floats(length: number): Float64Array;
  singles(length: number): Float32Array;
};

export const privateMemory: Memory = {
  ints: (length) => new Int32Array(length),
  floats: (length) => new Float64Array(length),
  singles: (length) => new Float32Array(length),
};

export const sharedMemory: Memory = {
  ints: (length) => new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT)),
  floats: (length) => new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT)),
  singles: (length) => new Float32Array(new SharedArrayBuffer(length * Float32Array.BYTES_PER_ELEMENT)),
};

export const memoryOf = ({ memory }: { memory: 'private' | 'shared' }): Memory =>
  memory === 'shared' ? sharedMemory : privateMemory;

/** The values where a runner's jobs can read them; themselves where they already are. */
export function copyTo(memory: Memory, values: Float64Array): Float64Array {
  if (memory === privateMemory || values.buffer instanceof SharedArrayBuffer) return values;
  const copy = memory.floats(values.length);
  copy.set(values);
  return copy;
}
