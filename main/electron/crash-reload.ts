import { dialog, type BrowserWindow } from 'electron';

/** A page that crashes more often than this within a minute is not tried again. */
const maxReloads = 3;
const windowMs = 60_000;

/** Loads the page again, on the same route, when its process is gone; runs live elsewhere and go on. */
export function reloadAfterCrash(window: BrowserWindow): void {
  let reloads: number[] = [];
  window.webContents.on('render-process-gone', (_, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = performance.now();
    reloads = [...reloads.filter((at) => now - at < windowMs), now];
    if (reloads.length <= maxReloads) window.webContents.reload();
    else dialog.showErrorBox('The workbench keeps crashing', `Its page ended again (${reason}). Runs are unaffected.`);
  });
}
