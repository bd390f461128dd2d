import { fileURLToPath } from 'node:url';
import { utilityProcess } from 'electron';
import type { LaunchApi } from '../serving/api-process.ts';

/** A utility process: with its fuses set, Electron's program does not run as Node. */
export const launchApi: LaunchApi = (entry) => {
  const child = utilityProcess.fork(fileURLToPath(entry), [], { serviceName: 'Kindred serving API', stdio: 'inherit' });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  };
};
