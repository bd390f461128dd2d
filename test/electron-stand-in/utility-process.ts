import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';

/** A process of Node, which the forked module talks to by `process.send` instead of `process.parentPort`. */
export const utilityProcess = {
  fork(modulePath: string, args: string[]): EventEmitter & { postMessage(message: unknown): void; kill(): boolean } {
    const child = fork(modulePath, args, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const emitter = new EventEmitter();
    child.on('message', (message) => emitter.emit('message', message));
    child.on('exit', (code) => emitter.emit('exit', code));
    return Object.assign(emitter, {
      postMessage: (message: unknown) => void (child.connected && child.send(message as object, () => {})),
      kill: () => child.kill(),
    });
  },
};
