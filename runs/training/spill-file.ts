import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { KindredError } from '#shared/api/errors.ts';
import type { Csr } from '#runs/matrix/csr.ts';
import type { BlockStore } from '#runs/matrix/spill.ts';

type Place = Pick<Csr, 'rows' | 'cols'> & { at: number; lengths: [number, number, number] };

/**
 * Blocks in one file of a folder for temporary things. Nothing stays behind: the file goes with `close`, and where the system
 * allows it has no name from the start, so that it goes with the process, however that ends.
 * @throws KindredError unavailable where it cannot be written
 */
export function openSpillFile(folder: string): BlockStore {
  const own = tried(folder, () => {
    mkdirSync(folder, { recursive: true });
    return mkdtempSync(join(folder, 'columns-'));
  });
  const file = tried(own, () => openSync(join(own, 'blocks'), 'wx+'));
  const remove = () => rmSync(own, { recursive: true, force: true });
  try {
    remove();
  } catch {
    // Windows keeps a file that is open.
  }
  const places: Place[] = [];
  let end = 0;

  return {
    write({ rows, cols, indptr, indices, values }) {
      places.push({ rows, cols, at: end, lengths: [indptr.length, indices.length, values.length] });
      for (const array of [indptr, indices, values]) {
        tried(own, () => writeWhole(file, array, end));
        end += array.byteLength;
      }
    },
    read(n) {
      const { rows, cols, at, lengths } = places[n]!;
      const [indptr, indices] = [new Int32Array(lengths[0]), new Int32Array(lengths[1])];
      const values = new Float64Array(lengths[2]);
      let from = at;
      for (const array of [indptr, indices, values]) {
        tried(own, () => readWhole(file, array, from));
        from += array.byteLength;
      }
      return { rows, cols, indptr, indices, values };
    },
    close() {
      // A large file that is still open somewhere would keep its space.
      ftruncateSync(file, 0);
      closeSync(file);
      remove();
    },
  };
}

/** Reads and writes may stop before the end, at 2 GiB at the latest. */
function writeWhole(file: number, array: NodeJS.ArrayBufferView, at: number): void {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  for (let done = 0; done < bytes.length;)
    done += writeSync(file, bytes.subarray(done, done + part), 0, null, at + done);
}

function readWhole(file: number, array: NodeJS.ArrayBufferView, at: number): void {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  for (let done = 0; done < bytes.length;) {
    const read = readSync(file, bytes.subarray(done, done + part), { position: at + done });
    if (read === 0) throw new Error('it is shorter than what was written');
    done += read;
  }
}

const part = 1 << 28;

function tried<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new KindredError(
      'unavailable',
      `Columns that do not fit in memory could not be kept in ${path}: ${error instanceof Error ? error.message : String(error)}. Free space on that disk, or raise KINDRED_MEMORY_LIMIT (bytes).`,
    );
  }
}
