import { KindredError } from '#shared/api/errors.ts';
import type { SavedModel } from './model.ts';

/** Reads of saved models, whose arrays are of no known size before. */

/** @throws KindredError conflict, always: `what` of another model or data */
export function misfit(what: string): never {
  throw new KindredError('conflict', `The saved ${what} do not fit the data of this run. Train it again.`);
}

/** @throws KindredError conflict where there is no such array of `length` numbers */
export function savedFloats({ arrays }: SavedModel, name: string, length: number, what: string): Float64Array {
  const array = arrays[name];
  return array instanceof Float64Array && array.length === length ? array : misfit(what);
}

/** @throws KindredError conflict where there is no such number */
export function savedNumber({ meta }: SavedModel, name: string, what: string): number {
  const value = meta[name];
  return typeof value === 'number' ? value : misfit(what);
}

/** One saved model as a part of another: its names begin with `prefix`. */
export function nested({ arrays, meta }: SavedModel, prefix: string): SavedModel {
  const named = <T>(entries: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(entries).map(([name, value]) => [prefix + name, value]));
  return { arrays: named(arrays), meta: named(meta) };
}

/** The part that `nested` put in. */
export function unnested({ arrays, meta }: SavedModel, prefix: string): SavedModel {
  const own = <T>(entries: Record<string, T>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(entries).flatMap(([name, value]) =>
        name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
      ),
    );
  return { arrays: own(arrays), meta: own(meta) };
}

/** Several parts as one model. */
export const joined = (...parts: readonly SavedModel[]): SavedModel => ({
  arrays: Object.assign({}, ...parts.map(({ arrays }) => arrays)) as SavedModel['arrays'],
  meta: Object.assign({}, ...parts.map(({ meta }) => meta)) as SavedModel['meta'],
});
