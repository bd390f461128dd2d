import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PortTold } from './port-link.ts';
import type { HostMessage, HostRequest, HostStart } from './host-protocol.ts';

export type ToApi = { type: 'start'; start: HostStart } | PortTold | HostRequest;

/** The process that the API runs in: it can end, or be ended, without the workbench. */
export type ApiProcess = {
  post(message: ToApi): void;
  onMessage(listener: (message: HostMessage) => void): void;
  onExit(listener: () => void): void;
  /** At once, whatever it does. */
  kill(): void;
};

/** @param entry  `api-worker`, in source or bundled */
export type LaunchApi = (entry: URL) => ApiProcess;

/** A process of Node; it ends with this one. */
export const forkApi: LaunchApi = (entry) => {
  const child = fork(fileURLToPath(entry), { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return {
    // One that is gone says so by its exit.
    post: (message) => void (child.connected && child.send(message, () => {})),
    onMessage: (listener) => void child.on('message', listener),
    onExit(listener) {
      child.once('exit', listener);
      child.once('error', listener);
    },
    kill: () => void child.kill('SIGKILL'),
  };
};
