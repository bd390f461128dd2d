import { useEffect } from 'react';
import { allCommands } from './registry.ts';
import { matchStrokes, strokeOf } from './strokes.ts';

/** Milliseconds within which the next key of a sequence such as `g r` must follow. */
const patience = 900;
const typing =
  'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true], [role=application]';

const textUndo = new Set(['mod+z', 'mod+y']);

/** What opens over the page has keys of its own: Escape closes it, and nothing else. */
const overlay = '[role=dialog], [role=menu]';

const isModal = () => document.querySelector('[aria-modal=true]') !== null;

/**
 * Runs commands by their keys. Keys without Ctrl or ⌘ are left alone in fields, in dialogs, and where the user switched them off (WCAG 2.1.4).
 */
export function useCommandKeys(singleKeys: boolean): void {
  useEffect(() => {
    let pressed: string[] = [];
    let since = 0;
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return;
      const stroke = strokeOf(event);
      const isChord = stroke.startsWith('mod+');
      const target = event.target instanceof Element ? event.target : null;
      // A field has an undo of its own.
      if (textUndo.has(stroke) && target?.closest(typing)) return;
      if (!isChord && (!singleKeys || isModal() || target?.closest(`${typing}, ${overlay}`))) return;
      pressed = event.timeStamp - since < patience ? [...pressed, stroke] : [stroke];
      since = event.timeStamp;
      const commands = allCommands();
      const match = matchStrokes(
        pressed,
        commands.map((command) => command.keys),
      );
      if (!match.waiting) pressed = [];
      const command = commands[match.command];
      if (!command) return;
      event.preventDefault();
      command.run();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [singleKeys]);
}
