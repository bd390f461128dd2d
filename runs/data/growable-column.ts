const chunkLength = 1 << 18;

type Column = Uint8Array | Int32Array | Float64Array;

/** A column of unknown length. Whole chunks are never copied while it grows, and each is freed as the end result takes it. */
export type GrowableColumn<C extends Column> = {
  push(value: number): void;
  /** The column at its final length; nothing can be pushed afterwards. */
  finish(): C;
};

export const growableUint8 = (): GrowableColumn<Uint8Array> => growable((length) => new Uint8Array(length));
export const growableInt32 = (): GrowableColumn<Int32Array> => growable((length) => new Int32Array(length));
export const growableFloat64 = (): GrowableColumn<Float64Array> => growable((length) => new Float64Array(length));

function growable<C extends Column>(create: (length: number) => C): GrowableColumn<C> {
  const full: C[] = [];
  let last = create(chunkLength);
  let used = 0;
  return {
    push(value) {
      if (used === chunkLength) {
        full.push(last);
        last = create(chunkLength);
        used = 0;
      }
      last[used++] = value;
    },
    finish() {
      const column = create(full.length * chunkLength + used);
      column.set(last.subarray(0, used), full.length * chunkLength);
      while (full.length > 0) column.set(full.pop()!, full.length * chunkLength);
      return column;
    },
  };
}
