import { useEffect, useRef, type RefObject } from 'react';

/** Gives the focus to the next step of a dialog once it can be taken, unless somebody is typing. */
export function useFocusWhen<T extends HTMLElement>(isReady: boolean): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => {
    if (isReady && !document.activeElement?.matches('input, textarea, select')) element.current?.focus();
  }, [isReady]);
  return element;
}
