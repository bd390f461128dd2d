import module from 'node:module';
import { join } from 'node:path';
import { appRoot } from './app-root.ts';

/**
 * Keeps what Node makes of source files for the next start: of this process, its threads and the processes of Node it starts.
 * Beside the code and not in a folder that others can write; where it cannot be kept, nothing is lost.
 */
export function keepCompiled(): void {
  const folder = join(appRoot, 'node_modules', '.cache', 'kindred');
  module.enableCompileCache(folder);
  // Threads and processes ask the environment.
  process.env['NODE_COMPILE_CACHE'] ??= folder;
}
