import { setTimeout as wait } from 'node:timers/promises';
import { app, dialog, type BrowserWindow } from 'electron';
import type { Core } from '#runs/core.ts';
import type { Log } from '../log.ts';

/** Longer than a run takes to stop and be written down, in milliseconds. */
const closeLimit = 10_000;

/**
 * Ends the core before the application ends, and asks first while runs train. A signal (a logout, Ctrl+C in the terminal) is not asked.
 * Closing the window is quitting: the question comes while there is still a window to keep.
 */
export function guardQuit(core: Core, window: BrowserWindow, log: Log): void {
  let phase: 'open' | 'leaving' | 'closed' = 'open';
  let isAsked = true;

  const leave = async () => {
    const runs = core.activeRuns();
    if (runs > 0 && isAsked && !(await wantsToStop(window, runs))) {
      phase = 'open';
      return;
    }
    await Promise.race([core.close(), wait(closeLimit)]).catch((error: unknown) => {
      log.error(error, 'The core did not close properly');
    });
    phase = 'closed';
    app.quit();
  };

  app.on('before-quit', (event) => {
    if (phase === 'closed') return;
    event.preventDefault();
    if (phase === 'leaving') return;
    phase = 'leaving';
    void leave();
  });
  window.on('close', (event) => {
    if (phase === 'closed') return;
    event.preventDefault();
    app.quit();
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      isAsked = false;
      app.quit();
    });
  }
}

/** @returns false when the person would rather go on training */
async function wantsToStop(window: BrowserWindow, runs: number): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: runs === 1 ? 'One run is still training.' : `${runs} runs are still training.`,
    detail: 'A run that is stopped now is marked INTERRUPTED. It keeps what it logged and can be started again.',
    buttons: ['Keep training', 'Stop and quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}
