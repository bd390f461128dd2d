import { KindredError } from '#shared/api/errors.ts';

/**
 * A search that cannot be read.
 * @param at  index of the character where it stops making sense; people count from 1
 */
export function searchError(text: string, at: number, reason: string): KindredError {
  const around = text.slice(at, at + 24).split(/\s/)[0];
  const where = at >= text.length ? 'at the end' : `at position ${at + 1}${around ? ` ("${around}")` : ''}`;
  return new KindredError('invalid_input', `The search stops making sense ${where}: ${reason}`, {
    details: { position: at + 1, length: around?.length ?? 0, search: text },
  });
}
