import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { onTestFinished } from 'vitest';

const ways = ['write', 'writev', 'writeSync', 'writeFileSync'] as const;

/**
 * From now on, and until the test ends, the disk takes so many bytes more; then what writes fails as on a full disk. All else is real.
 * A disk that is really full takes a mount, which only root may make.
 * @returns frees the disk again
 */
export function fillDisk(freeBytes: number): () => void {
  let free = freeBytes;
  const take = (data: unknown): void => {
    free -= bytesOf(data);
    if (free < 0) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  };
  const real = { open: fs.promises.open, ways: ways.map((way) => [way, fs[way]] as const) };
  const restore = (): void => {
    fs.promises.open = real.open;
    for (const [way, write] of real.ways) Reflect.set(fs, way, write);
    syncBuiltinESMExports();
  };
  onTestFinished(restore);

  fs.promises.open = async (...args) => {
    const file = await real.open(...args);
    const { writeFile, appendFile } = file;
    file.writeFile = async (data, options) => {
      take(data);
      return writeFile.call(file, data, options);
    };
    file.appendFile = async (data, options) => {
      take(data);
      return appendFile.call(file, data, options);
    };
    return file;
  };
  for (const [way, write] of real.ways) Reflect.set(fs, way, limited(way, write, take));
  syncBuiltinESMExports();
  return restore;
}

function bytesOf(data: unknown): number {
  if (Array.isArray(data)) return data.reduce<number>((sum, part) => sum + bytesOf(part), 0);
  return typeof data === 'string' ? Buffer.byteLength(data) : ArrayBuffer.isView(data) ? data.byteLength : 0;
}

/** A way to write that tells first how much. Those with a callback tell it of the failure. */
function limited(way: (typeof ways)[number], write: (...args: never) => unknown, take: (data: unknown) => void) {
  return (...args: unknown[]): unknown => {
    const callback = args.at(-1);
    try {
      take(args[1]);
    } catch (error) {
      if (way.endsWith('Sync') || typeof callback !== 'function') throw error;
      process.nextTick(callback, error);
      return undefined;
    }
    return Reflect.apply(write, fs, args);
  };
}
