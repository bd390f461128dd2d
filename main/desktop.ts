import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { appRoot } from './app-root.ts';
import { hasScreen } from './screen.ts';

/** How long getting Electron may hold up the start, in milliseconds. */
const installLimit = 20_000;
/** Electron that cannot start (no sandbox, missing libraries) has ended by then, in milliseconds. */
const settleMs = 5_000;

/**
 * Opens the desktop application and waits until it ends.
 * @returns false where it cannot run here; then nothing was opened
 */
export async function runDesktop(say: (line: string) => void, until: AbortSignal): Promise<boolean> {
  // Chromium refuses to run its sandbox for root, and without it Kindred does not want to run.
  if (!hasScreen() || process.getuid?.() === 0) return false;
  const binary = findElectron() ?? (await installElectron(say));
  if (binary === null) return false;
  const child = spawn(binary, [appRoot], { stdio: 'ignore', env: withoutNodeMode(process.env) });
  const stop = () => void child.kill('SIGTERM');
  until.addEventListener('abort', stop, { once: true });
  const ended = endOf(child);
  const early = await Promise.race([ended, wait(settleMs, 'running' as const, { ref: false })]);
  if (early !== 'running' && early !== 0 && !until.aborted) return false;
  if (early === 'running') say('Kindred is open in its own window. Ctrl+C closes it.');
  await ended;
  return true;
}

/** Electron's program, where it was downloaded. */
function findElectron(): string | null {
  const folder = join(appRoot, 'node_modules', 'electron');
  const named = join(folder, 'path.txt');
  if (!existsSync(named)) return null;
  const binary = join(folder, 'dist', readFileSync(named, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

/** Runs Electron's own installer, which npm leaves out; without a network it gives up soon. */
async function installElectron(say: (line: string) => void): Promise<string | null> {
  const script = join(appRoot, 'node_modules', 'electron', 'install.js');
  if (!existsSync(script)) return null;
  say('Getting Electron for the desktop window (once, 20 seconds at most) …');
  const child = spawn(process.execPath, [script], { stdio: 'ignore', timeout: installLimit });
  await endOf(child);
  return findElectron();
}

/** The exit code; null where a signal or a failed start ended it. */
async function endOf(child: ChildProcess): Promise<number | null> {
  try {
    await once(child, 'exit');
    return child.exitCode;
  } catch {
    return null;
  }
}

/** With this variable Electron is plain Node and opens no window. */
function withoutNodeMode(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const copy = { ...env };
  delete copy['ELECTRON_RUN_AS_NODE'];
  return copy;
}
