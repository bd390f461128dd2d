/**
 * `npm start`: the workbench in its own window where Electron and a screen are there, else in the browser.
 * `--web` takes the browser in any case; `--no-open`, `--port` and `--host` are those of `kindred ui`.
 */
import { parseArgs } from 'node:util';
import { interruptSignal } from './cli/interrupt.ts';
import { runDesktop } from './desktop.ts';
import { keepCompiled } from './keep-compiled.ts';

/** Longer than a run takes to stop and be written down, in milliseconds. */
const closeLimit = 10_000;

const say = (line: string) => void process.stdout.write(`${line}\n`);

function readOptions() {
  const { values } = parseArgs({
    options: {
      web: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      port: { type: 'string' },
      host: { type: 'string' },
    },
  });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
    throw new Error(`--port must be a whole number from 0 to 65535, got "${values.port}".`);
  }
  return { web: values.web, open: !values['no-open'], port, host: values.host };
}

async function start(): Promise<void> {
  const { web, ...options } = readOptions();
  const until = interruptSignal();
  until.addEventListener('abort', () => setTimeout(() => process.exit(), closeLimit).unref(), { once: true });
  const wantsBrowser = web || options.port !== undefined || options.host !== undefined;
  if (!wantsBrowser && (await runDesktop(say, until))) return;
  // Before anything large is imported: halves the start of the host and of each of its threads.
  keepCompiled();
  const { serveWorkbench } = await import('./web/serve-workbench.ts');
  await serveWorkbench({ ...options, say, until });
}

try {
  await start();
} catch (error) {
  process.stderr.write(`Kindred could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
// Whatever is still open when all is closed (a browser's process, an idle thread) does not hold the terminal.
setTimeout(() => process.exit(), 2_000).unref();
