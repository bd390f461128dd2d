type Stroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** A key press in the notation of `Command.keys`: `mod+k`, `x`, `?`, `Escape`. Shift is part of the character it types. */
export function strokeOf(event: Stroke): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const isNamed = event.key.length > 1;
  const parts = [
    event.ctrlKey || event.metaKey ? 'mod' : '',
    event.altKey ? 'alt' : '',
    isNamed && event.shiftKey ? 'shift' : '',
  ];
  return [...parts.filter(Boolean), key].join('+');
}

const normal = (keys: string) => keys.toLowerCase();

export type Match = { command: number; waiting: boolean };

/**
 * Finds the command whose keys end the strokes pressed so far.
 * @param pressed  strokes, oldest first
 * @returns its index, or −1; `waiting` when some sequence has begun and may still be completed
 */
export function matchStrokes(pressed: readonly string[], keys: readonly (string | undefined)[]): Match {
  const sequence = normal(pressed.join(' '));
  const last = normal(pressed.at(-1) ?? '');
  const exact = keys.findLastIndex((key) => key !== undefined && normal(key) === sequence);
  if (exact >= 0) return { command: exact, waiting: false };
  const waiting = keys.some((key) => key !== undefined && normal(key).startsWith(`${sequence} `));
  if (waiting) return { command: -1, waiting };
  // A sequence that led nowhere must not swallow the key that ended it.
  return { command: keys.findLastIndex((key) => key !== undefined && normal(key) === last), waiting: false };
}
