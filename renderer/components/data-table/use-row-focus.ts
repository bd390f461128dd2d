import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useReducer,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import type { TableHandle } from './types.ts';

type Options<T> = {
  body: RefObject<HTMLElement | null>;
  total: number;
  rowAt(index: number): T | undefined;
  scrollTo(index: number): void;
  pageRows(): number;
  handle: RefObject<TableHandle<T> | null>;
  onSelect(row: T): void;
  onOpen(row: T): void;
};

/** One row is the table's tab stop; arrows, Page, Home and End move it, and the keyboard's focus follows once the row is drawn. */
export function useRowFocus<T>({ body, total, rowAt, scrollTo, pageRows, handle, onSelect, onOpen }: Options<T>) {
  const [position, setPosition] = useState(0);
  const isWanted = useRef(false);
  const [, draw] = useReducer((times: number) => times + 1, 0);
  const index = Math.min(position, Math.max(0, total - 1));

  const moveTo = useCallback(
    (target: number) => {
      const clamped = Math.max(0, Math.min(total - 1, target));
      setPosition(clamped);
      isWanted.current = true;
      // The position may be the same as before, and the focus elsewhere.
      draw();
      scrollTo(clamped);
    },
    [total, scrollTo],
  );

  // After every render, because the row may be drawn only after the view has scrolled to it.
  useEffect(() => {
    const row = isWanted.current && body.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
    if (!row) return;
    row.focus({ preventScroll: true });
    isWanted.current = false;
  });

  useImperativeHandle(handle, () => ({
    move: (rows) => moveTo(body.current?.contains(document.activeElement) ? index + rows : index),
    focused: () => rowAt(index),
  }));

  const onKeyDown = (event: KeyboardEvent) => {
    const isOnRow = event.target instanceof HTMLElement && event.target.dataset['index'] !== undefined;
    const moves: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + pageRows(),
      PageUp: index - pageRows(),
      Home: 0,
      End: total - 1,
    };
    const row = rowAt(index);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (moves[event.key] !== undefined) moveTo(moves[event.key]!);
    else if (isOnRow && row && event.key === 'Enter') onOpen(row);
    else if (isOnRow && row && event.key === ' ') onSelect(row);
    else return;
    event.preventDefault();
  };
  return { index, setPosition, onKeyDown };
}
