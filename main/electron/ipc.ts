import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron';
import type { Core } from '#runs/core.ts';
import type { AppEvent } from '#shared/api/api.ts';
import { KindredError } from '#shared/api/errors.ts';
import { serve } from '#shared/api/rpc.ts';
import type { Log } from '../log.ts';
import { isAppUrl } from './app-origin.ts';

/** Connects the page's two functions to the core. */
export function connectIpc(core: Core, log: Log): void {
  const reply = serve(core.handlers, (name, error) => log.error(error, `The call ${name} failed unexpectedly`));
  handle('kindred:call', async (name, input) => reply(String(name), input ?? {}));
  core.listen(tellPages);
}

/** An event to every window. */
export function tellPages(event: AppEvent): void {
  for (const { webContents } of BrowserWindow.getAllWindows()) {
    if (!webContents.isDestroyed()) webContents.send('kindred:event', event);
  }
}

/** The one way to answer the page: whoever asks is checked before anything else happens. */
function handle(channel: string, answer: (...args: unknown[]) => Promise<unknown>): void {
  ipcMain.handle(channel, async (event, ...args: unknown[]) => {
    checkSender(event);
    return answer(...args);
  });
}

/** Only the top frame of our own page may ask; a frame that is gone has no sender at all. */
function checkSender({ senderFrame }: IpcMainInvokeEvent): void {
  if (senderFrame && senderFrame.parent === null && isAppUrl(senderFrame.url)) return;
  throw new KindredError('forbidden', 'Only the workbench itself may ask Kindred.');
}
