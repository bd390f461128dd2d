import { contextBridge, ipcRenderer } from 'electron';

/**
 * All that the page gets from Electron: two functions, whatever the contract grows to.
 * It runs in the sandbox, so it is one CommonJS file that requires nothing but `electron`.
 */
contextBridge.exposeInMainWorld('kindred', {
  call: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke('kindred:call', name, input),
  listen: (listener: (event: unknown) => void): (() => void) => {
    const receive = (_: unknown, event: unknown) => listener(event);
    ipcRenderer.on('kindred:event', receive);
    return () => void ipcRenderer.removeListener('kindred:event', receive);
  },
});
