import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** As it is installed: the built program, which also starts in less time than its sources. */
const program = fileURLToPath(new URL('../../../out/main/cli.js', import.meta.url));

export type Ended = {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  /** The one JSON value that stdout holds. */
  json<T = Record<string, unknown>>(): T;
};

export type Running = {
  child: ChildProcess;
  ended: Promise<Ended>;
  /** What was printed there so far. */
  stdout(): string;
  /** Resolves when stdout or stderr holds the text; rejects when the process ends before. */
  printed(text: string | RegExp): Promise<void>;
};

export type Home = {
  folder: string;
  /**
   * Runs `kindred …` as a process of its own, on this data folder, in its parent folder.
   * @param line  arguments separated by blanks
   * @param more  further arguments, which may hold blanks
   */
  start(line: string, ...more: string[]): Running;
  /** As `start`, to its end. */
  kindred(line: string, ...more: string[]): Promise<Ended>;
  /** As `kindred` with `--json`; rejects where it fails. @returns the value on stdout */
  answer<T = Record<string, unknown>>(line: string, ...more: string[]): Promise<T>;
  remove(): Promise<void>;
};

/** A data folder of its own in the system's temporary folder. */
export async function temporaryHome(): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), 'kindred-home-'));
  const start = (line: string, ...more: string[]): Running =>
    startKindred([...line.split(' ').filter((part) => part !== ''), ...more], folder);
  return {
    folder,
    start,
    kindred: (line, ...more) => start(line, ...more).ended,
    async answer<T>(line: string, ...more: string[]): Promise<T> {
      const ended = await start(line, ...more, '--json').ended;
      if (ended.code !== 0) throw new Error(`kindred ${line} ended with ${ended.code}: ${ended.stdout}${ended.stderr}`);
      return ended.json<T>();
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function startKindred(args: readonly string[], folder: string): Running {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { ...process.env, KINDRED_HOME: join(folder, 'home'), NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      text[name] += chunk;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({ code, signal, ...text, json: () => oneJson(text.stdout, text.stderr) }),
    );
  });

  async function printed(wanted: string | RegExp): Promise<void> {
    const holds = (): boolean => {
      const all = `${text.stdout}\n${text.stderr}`;
      return typeof wanted === 'string' ? all.includes(wanted) : wanted.test(all);
    };
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = (): void => {
      if (holds()) resolve();
    };
    listeners.add(look);
    look();
    void ended.then((end) => reject(new Error(`ended without printing ${String(wanted)}: ${end.stdout}${end.stderr}`)));
    await promise.finally(() => listeners.delete(look));
  }

  return { child, ended, printed, stdout: () => text.stdout };
}

function oneJson<T>(stdout: string, stderr: string): T {
  const lines = stdout.trimEnd().split('\n');
  if (lines.length !== 1 || lines[0] === '') throw new Error(`not one JSON value: ${stdout}\n${stderr}`);
  return JSON.parse(lines[0]!) as T;
}
