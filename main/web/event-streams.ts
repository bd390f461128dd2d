import type { ServerResponse } from 'node:http';
import type { Core } from '#runs/core.ts';
import type { AppEvent } from '#shared/api/api.ts';
import { createEventLog } from './event-log.ts';

/** A comment this often keeps proxies and the client's watchdog content, in milliseconds. */
const heartbeatMs = 15_000;
/** A reader that lags by more is cut off; it comes back and asks for what it missed. In bytes. */
const maxBacklog = 1024 * 1024;

export type EventStreams = {
  /**
   * Streams events to one response until it closes.
   * @param lastId  the last event that this reader saw before it lost its connection
   */
  connect(response: ServerResponse, lastId: string | undefined): void;
  /** Ends all streams. */
  close(): void;
};

/** Server-sent events of the core, to any number of readers. */
export function createEventStreams(listen: Core['listen']): EventStreams {
  const log = createEventLog();
  const open = new Set<ServerResponse>();

  const write = (response: ServerResponse, text: string) => {
    if (response.writableLength > maxBacklog) response.destroy();
    else response.write(text);
  };
  const stopListening = listen((event) => {
    const message = asMessage(log.add(JSON.stringify(event)));
    for (const response of open) write(response, message);
  });
  const heartbeat = setInterval(() => {
    for (const response of open) write(response, ': still here\n\n');
  }, heartbeatMs);
  heartbeat.unref();

  return {
    connect: (response, lastId) => {
      open.add(response);
      response.once('close', () => open.delete(response));
      const missed = lastId === undefined ? [] : log.since(lastId);
      const first = missed === null ? `data: ${JSON.stringify(resync)}\n\n` : missed.map(asMessage).join('');
      // Named `hello`, it is no event of the contract; it gives even a reader that never sees one an id to come back with.
      response.write(`${first}retry: 1000\nevent: hello\nid: ${log.newest()}\ndata: hello\n\n`);
    },
    close: () => {
      stopListening();
      clearInterval(heartbeat);
      for (const response of open) response.end();
    },
  };
}

const resync: AppEvent = { type: 'resync' };

/** JSON has no bare line breaks, so one `data` line carries it. */
const asMessage = ({ id, data }: { id: string; data: string }) => `id: ${id}\ndata: ${data}\n\n`;
