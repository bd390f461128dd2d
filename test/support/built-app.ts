import { execFileSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = ['{main,renderer,runs,shared}/**/*', 'package.json', 'electron.vite.config.ts', 'renderer.config.ts'];
const products = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'];

const changedAt = (file: string): number => statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Builds the application when `out` is missing or older than a source. */
export function ensureBuilt(): void {
  const newest = Math.max(...globSync(sources, { cwd: root }).map(changedAt));
  if (Math.min(...products.map(changedAt)) >= newest) return;
  const program = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  execFileSync(process.execPath, [program, 'build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' });
}
