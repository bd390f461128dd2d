import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, screen, type BrowserWindow, type Rectangle } from 'electron';
import { z } from 'zod';

const State = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().min(400), height: z.int().min(300) }),
  maximized: z.boolean(),
});
type State = z.infer<typeof State>;

const file = () => join(app.getPath('userData'), 'window.json');

/** Where the window was when it was closed; null at first and where that place is on no screen any more. */
export function readWindowState(): State | null {
  try {
    const state = State.parse(JSON.parse(readFileSync(file(), 'utf8')));
    return isVisible(state.bounds) ? state : null;
  } catch {
    return null;
  }
}

/** Remembers the window's place when it closes. A place that cannot be written is no reason to complain. */
export function keepWindowState(window: BrowserWindow): void {
  window.on('close', () => {
    const state: State = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    try {
      writeFileSync(file(), JSON.stringify(state));
    } catch {
      // The next start uses the usual place.
    }
  });
}

/** At least the title bar's height and a hand's breadth of the window can be grasped on some screen. */
function isVisible({ x, y, width }: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea: area }) => {
    const overlap = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
    return overlap >= 200 && y >= area.y && y <= area.y + area.height - 40;
  });
}
