import { randomBytes } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A new id: 16 lower-case letters and digits (82 bits), a letter first so that it never looks like a run's number. */
export function newId(): string {
  const bytes = randomBytes(16);
  return Array.from(bytes, (byte, at) => alphabet[byte % (at === 0 ? 26 : 36)]).join('');
}
