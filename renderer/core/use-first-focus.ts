import { useEffect, useRef, type RefObject } from 'react';

/** Gives the focus to the one thing that a newcomer is here for, unless something else has it already. */
export function useFirstFocus<T extends HTMLElement>(): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => {
    const { activeElement } = document;
    if (!activeElement || activeElement === document.body || activeElement.id === 'main') element.current?.focus();
  }, []);
  return element;
}
