import type { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import { decodeNpy } from '#runs/artifacts/npy.ts';
import type { SavedModel } from '#runs/models/model.ts';
import { complaintAboutNumbers, complaintAboutOffsets, type Numbers } from './check-arrays.ts';
import { modelFolder } from './encode-parts.ts';
import { damaged } from './refusal.ts';

/** Reads one file of a bundle, or says what is wrong with it. */
export type Reader = {
  /** An array of finite numbers. */
  array(name: string): Numbers;
  ints(name: string, length?: number): Int32Array;
  floats(name: string, length: number): Float64Array;
  json<T>(name: string, schema: z.ZodType<T>): T;
  check(name: string, complaint: string | null): void;
};

/** @param files  those of the manifest, their hashes already compared */
export function readerOf(file: string, files: ReadonlyMap<string, Uint8Array>): Reader {
  const bytesOf = (name: string): Uint8Array => {
    const bytes = files.get(name);
    if (!bytes) throw damaged(file, `${name} is missing`);
    return bytes;
  };
  const check = (name: string, complaint: string | null): void => {
    if (complaint) throw damaged(file, `${name} ${complaint}`);
  };
  const array = (name: string): Numbers => {
    const numbers = decoded(file, bytesOf(name), name);
    check(name, complaintAboutNumbers(numbers));
    return numbers;
  };
  return {
    check,
    array,
    ints(name, length) {
      const numbers = array(name);
      if (!(numbers instanceof Int32Array)) throw damaged(file, `${name} holds no whole numbers of 32 bits`);
      if (length !== undefined) check(name, complaintAboutLength(numbers, length));
      return numbers;
    },
    floats(name, length) {
      const numbers = array(name);
      if (!(numbers instanceof Float64Array)) throw damaged(file, `${name} holds no numbers of 64 bits`);
      check(name, complaintAboutLength(numbers, length));
      return numbers;
    },
    json(name, schema) {
      try {
        return schema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(name))));
      } catch (cause) {
        throw cause instanceof KindredError ? cause : damaged(file, `${name} is not a list of texts`, cause);
      }
    },
  };
}

function decoded(file: string, bytes: Uint8Array, name: string): Numbers {
  try {
    return decodeNpy(bytes, name);
  } catch (error) {
    throw error instanceof KindredError ? damaged(file, error.message.replace(/\.$/, ''), error) : error;
  }
}

/** Arrays of the model; by their names, those that are offsets begin at 0 and never fall. What else they must be, the algorithm knows. */
export function readArrays(read: Reader, files: ReadonlyMap<string, Uint8Array>): SavedModel['arrays'] {
  const names = [...files.keys()].filter((name) => name.startsWith(modelFolder) && name.endsWith('.npy'));
  return Object.fromEntries(
    names.map((name) => {
      const array = read.array(name);
      if (name.endsWith('indptr.npy')) {
        const offsets = read.ints(name);
        read.check(name, complaintAboutOffsets(offsets, offsets.length - 1, offsets.at(-1) ?? 0));
      }
      return [name.slice(modelFolder.length, -'.npy'.length), array];
    }),
  );
}

export const complaintAboutLength = ({ length }: { length: number }, expected: number): string | null =>
  length === expected ? null : `holds ${length} values instead of ${expected}`;
