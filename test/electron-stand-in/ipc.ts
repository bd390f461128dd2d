import { record } from './record.ts';

type Frame = { url: string; parent: Frame | null };
type Handler = (event: { sender: unknown; senderFrame: Frame | null }, ...args: unknown[]) => unknown;

const handlers = new Map<string, Handler>();

export const ipcMain = {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
    record.ipcChannels.push(channel);
  },
  removeHandler: (channel: string) => void handlers.delete(channel),
};

export type InvokeReply = { value: unknown } | { error: string };

/** One call from a page: what crosses is cloned both ways, and what cannot be cloned fails as in Electron. */
export async function invoke(
  sender: unknown,
  senderFrame: Frame | null,
  channel: string,
  args: unknown[],
): Promise<InvokeReply> {
  try {
    const handler = handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return { value: structuredClone(await handler({ sender, senderFrame }, ...structuredClone(args))) };
  } catch (error) {
    return { error: String(error) };
  }
}
