import type { ToApi } from './api-process.ts';
import type { HostMessage } from './host-protocol.ts';

/** The API's side of the process that started it, be it Node or Electron. */
export type ParentLink = {
  send(message: HostMessage): void;
  listen(listener: (message: ToApi) => void): void;
  /** Told when nobody is there any more. */
  onGone(listener: () => void): void;
};

export function parentLink(): ParentLink {
  const port = 'parentPort' in process ? process.parentPort : undefined;
  if (port) {
    return {
      send: (message) => port.postMessage(message),
      listen: (listener) => void port.on('message', ({ data }) => listener(data as ToApi)),
      // Electron ends its utility processes itself.
      onGone: () => {},
    };
  }
  return {
    send: (message) => void process.send?.(message),
    listen: (listener) => void process.on('message', (message) => listener(message as ToApi)),
    onGone: (listener) => void process.once('disconnect', listener),
  };
}
