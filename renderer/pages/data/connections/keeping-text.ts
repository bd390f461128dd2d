import { never } from '#shared/api/errors.ts';
import type { SecretKeeping } from '#shared/domain/connection.ts';

/** Where a password would be kept, or why it is not. */
export function keepingText({ kind, refusal }: SecretKeeping): string {
  if (refusal !== null) return refusal;
  switch (kind) {
    case 'keychain':
      return 'Kept in the keychain of this computer';
    case 'file':
      return 'Kept in a file that only you can read, in the data folder';
    case 'none':
      return 'Not kept beyond this session';
    default:
      return never(kind);
  }
}
