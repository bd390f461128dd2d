import { KindredError } from '#shared/api/errors.ts';

const unused = 'Nothing of it was used.';

/** A file that is not what was written: cut off, changed, or something else. */
export const damaged = (file: string, how: string, cause?: unknown): KindredError =>
  new KindredError('unavailable', `${file} is not a whole bundle: ${how}. ${unused} Export the model again.`, {
    cause,
  });

/** A file of the bundle whose bytes are not those that were written; both hashes are named. */
export const changed = (file: string, name: string, found: string, expected: string): KindredError =>
  damaged(file, `${name} has the SHA-256 ${found}, and it should be ${expected}`);

/** A file that Kindred never writes, and that could harm whoever unpacks it. */
export const forbidden = (file: string, name: string, why: string): KindredError =>
  new KindredError('invalid_input', `${file} is refused: its file ${JSON.stringify(name)} ${why}. ${unused}`);

export const tooLarge = (file: string, what: string, found: number, limit: number): KindredError =>
  new KindredError('too_large', `${file} is refused: ${what} ${found}, and the limit is ${limit}. ${unused}`);
