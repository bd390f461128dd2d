import { useEffect, useRef, useState } from 'react';

export type Newest<T> = {
  /** The newest answer, also while a newer one is awaited. */
  value: T | null;
  error: Error | null;
  /** Whether the answer belongs to another input than the one now. */
  isOld: boolean;
};

/**
 * Answers the newest input. While one question is on its way no other is asked; what was typed in between is never asked at all, and an
 * answer to an input that is no longer the newest is dropped.
 * @param input compared by identity; null asks nothing
 */
export function useNewest<I, T>(input: I | null, ask: (input: I) => Promise<T>): Newest<T> {
  const [answer, setAnswer] = useState<{ of: I | null; value: T | null; error: Error | null }>({
    of: null,
    value: null,
    error: null,
  });
  const newest = useRef(input);
  const isAsking = useRef(false);
  useEffect(() => {
    newest.current = input;
    const next = async (): Promise<void> => {
      const asked = newest.current;
      if (asked === null || isAsking.current) return;
      isAsking.current = true;
      const found = await ask(asked).then(
        (value) => ({ value, error: null }),
        (error: unknown) => ({ value: null, error: error instanceof Error ? error : new Error(String(error)) }),
      );
      isAsking.current = false;
      if (newest.current === asked)
        setAnswer((before) => ({ of: asked, value: found.value ?? before.value, error: found.error }));
      else await next();
    };
    void next();
  }, [input, ask]);
  return { value: answer.value, error: answer.of === input ? answer.error : null, isOld: answer.of !== input };
}
