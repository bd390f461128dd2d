/** Lets a test ask about the application and act on it as the person, the system or a stranger's page would. */
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { chooseFromMenu } from './desktop.ts';
import { invoke } from './ipc.ts';
import { answerAppRequest } from './protocol.ts';
import { answers, record } from './record.ts';
import { permissionsOf } from './session.ts';

const contents = () => {
  const [window] = BrowserWindow.getAllWindows();
  if (!window) throw new Error('There is no window.');
  return window.webContents;
};

const actions = {
  /** What the application did so far. */
  record: () => record,
  /** The window's page as Chromium calls it; null while there is no window. */
  target: () => BrowserWindow.getAllWindows()[0]?.webContents.target() ?? null,
  /** The window's page asks for a permission. */
  permission: ({ permission, isMainFrame }: { permission: string; isMainFrame: boolean }) =>
    permissionsOf(contents(), permission, isMainFrame),
  /** An event of the page's content with a default that can be prevented, such as `will-redirect`. @returns whether it may go on */
  ask: ({ event, fields }: { event: string; fields: object }) => contents().asks(event, fields),
  /** A call from a frame of the test's making. */
  invoke: ({ frame, channel, args }: { frame: Parameters<typeof invoke>[1]; channel: string; args: unknown[] }) =>
    invoke(contents(), frame, channel, args),
  request: async ({ url, method }: { url: string; method: string }) => {
    const response = await answerAppRequest(url, method);
    return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
  },
  /** An event of the application, such as `second-instance` or `open-url`. */
  emit: ({ event, args }: { event: string; args: unknown[] }) => app.emit(event, { preventDefault: () => {} }, ...args),
  crash: ({ reason }: { reason: string }) => contents().emit('render-process-gone', {}, { reason, exitCode: 1 }),
  menu: ({ label }: { label: string }) => chooseFromMenu(label),
  /** What the next question is answered with: the number of the button. */
  answer: ({ button }: { button: number }) => void answers.push(button),
  closeWindow: () => BrowserWindow.getAllWindows()[0]?.close(),
};

export type Actions = typeof actions;
export type Order = { id: number; action: keyof Actions; input: unknown };
export type Outcome = { id: number; value?: unknown; error?: string };

process.on('message', (order: Order) => {
  const act = actions[order.action] as (input: unknown) => unknown;
  const report = (outcome: Omit<Outcome, 'id'>) => process.send?.({ id: order.id, ...outcome });
  Promise.resolve()
    .then(() => act(order.input))
    .then(
      (value) => report({ value: value ?? null }),
      (error: unknown) => report({ error: String(error) }),
    );
});
// Being asked is no reason to stay alive.
process.channel?.unref();
