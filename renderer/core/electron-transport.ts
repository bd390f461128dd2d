import type { Reply, Transport } from '#shared/api/rpc.ts';
import type { AppEvent } from '#shared/api/api.ts';

/** What the preload script puts on the page, all of it. */
export type Bridge = {
  call(name: string, input: unknown): Promise<Reply>;
  listen(listener: (event: AppEvent) => void): () => void;
};

declare global {
  interface Window {
    /** Present in the desktop application, and only there. */
    readonly kindred?: Bridge;
  }
}

/** The contract over Electron's IPC: the bridge already has the shape of a transport. */
export function createElectronTransport(bridge: Bridge): Transport {
  return {
    call: (name, input) => bridge.call(name, input),
    listen: (listener) => bridge.listen(listener),
  };
}
