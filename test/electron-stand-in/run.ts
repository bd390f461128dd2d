/**
 * Runs a built Electron main on Node: `node test/electron-stand-in/run.ts out/main/index.js`.
 *
 * A test-only stand-in for the `electron` module, with a Chromium window driven by Playwright. The built main and the built preload run unmodified.
 * It imitates: modules that await at their top level before `ready` (they wait for ever, as in Electron), what must happen before or after `ready`,
 * privileged schemes and protocol.handle (`app://kindred/` is served to Chromium as `http://kindred.localhost/`), ipcMain and ipcRenderer with
 * structured clone both ways, navigation and window-open guards, closing and quitting with their preventable events, recorded dialogs, menus and
 * permission handlers; insecure webPreferences are refused; utilityProcess as a process of Node without `process.parentPort`.
 * It does not imitate: a world of its own for the preload (it shares the page's), the sandbox, Electron's real permission checks and device choosers,
 * native dialogs and menus, the single-instance lock between processes, asar, fuses, packaging, process.type. The answer to
 * window.open is always null; a link to a new window opens one for an instant. It is evidence for wiring, never for "runs in Electron".
 */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const standIn = new URL('./index.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: standIn, shortCircuit: true }
      : next(specifier, context),
});

const [entry] = process.argv.slice(2);
if (entry === undefined) throw new Error('Say which built main to run, such as out/main/index.js.');
// Electron hands the application's own path to the program as its first argument.
process.argv.splice(1, 2, process.cwd());

const { entryEvaluated } = await import('./app.ts');
await import('./control.ts');
await import(pathToFileURL(entry).href);
// Electron emits `ready` only now: whatever awaits it at the top level of the entry never gets here.
entryEvaluated();
