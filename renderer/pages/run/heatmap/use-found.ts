import { useEffect, useRef } from 'react';
import type { MatrixInfo, MatrixOrder } from '#shared/domain/matrix.ts';
import { useCall } from '../../../core/use-call.ts';
import type { Position } from './cursor-keys.ts';

/**
 * Moves the cursor to whom the reader searched, once they are found and again in each new order.
 * @returns what is wrong with the search, in words; null where nothing is
 */
export function useFound(
  run: string,
  { kind }: MatrixInfo,
  order: MatrixOrder,
  text: string | undefined,
  onFound: (place: (before: Position | null) => Position) => void,
): string | null {
  const answer = useCall(
    'matrix.find',
    { run, kind, order, text: text ?? '-', limit: 8 },
    { enabled: text !== undefined },
  );
  const wanted = text?.toLowerCase();
  const best = answer.data?.find(({ id }) => id.toLowerCase() === wanted) ?? answer.data?.[0];
  const last = useRef('');
  useEffect(() => {
    const key = best ? `${best.side} ${best.position} ${order} ${text}` : '';
    if (!best || text === undefined || key === last.current) return;
    last.current = key;
    const { side, position } = best;
    onFound((before) => {
      if (kind !== 'user_item_matrix') return { row: position, col: position };
      return side === 'rows' ? { row: position, col: before?.col ?? 0 } : { row: before?.row ?? 0, col: position };
    });
  }, [best, kind, onFound, order, text]);
  return text !== undefined && answer.data?.length === 0 ? `Nobody here is called “${text}”.` : null;
}
