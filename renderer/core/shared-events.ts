import type { AppEvent } from '#shared/api/api.ts';
import { openEventStream, type StreamMessage } from './event-stream.ts';
import type { Session } from './session.ts';

/** What tabs say to each other: an event of the leader's stream, or the question of a new tab where the stream is. */
type Whisper = StreamMessage | 'where are we?';

/**
 * The host's events for this tab. All tabs of one host share one connection, because a browser opens no more than six to a host:
 * six open tabs would leave none for calls. One tab leads and tells the others; when it closes, the next goes on after the last event.
 * @returns a function that stops
 */
export function openSharedEvents(url: string, session: Session, onEvent: (event: AppEvent) => void): () => void {
  const receive = ({ event }: StreamMessage) => {
    if (event) onEvent(event);
  };
  // Pages of other computers' hosts are no secure context and have no locks; they keep a connection each.
  if (!('locks' in navigator)) return openEventStream(url, session, null, receive);

  const name = `events of ${url}`;
  const channel = new BroadcastChannel(name);
  const leaving = new AbortController();
  let last: StreamMessage | null = null;
  let leads = false;

  channel.addEventListener('message', ({ data }: MessageEvent<Whisper>) => {
    if (data !== 'where are we?') receive((last = data));
    else if (leads && last) channel.postMessage({ id: last.id, event: null } satisfies Whisper);
  });
  channel.postMessage('where are we?' satisfies Whisper);

  const lead = () =>
    new Promise<void>((release) => {
      leads = true;
      const close = openEventStream(url, session, last?.id ?? null, (message) => {
        last = message;
        channel.postMessage(message satisfies Whisper);
        receive(message);
      });
      leaving.signal.addEventListener('abort', () => {
        close();
        release();
      });
    });
  // A tab that stops while it waits for its turn gives up its place; that is no failure.
  navigator.locks.request(name, { signal: leaving.signal }, lead).catch(() => {});
  return () => {
    leaving.abort();
    channel.close();
  };
}
