import { EventSource, type FetchLike } from 'eventsource';
import { AppEvent } from '#shared/api/api.ts';
import type { Session } from './session.ts';

/** The host writes at least every 15 s; after three missed beats the connection counts as lost. */
const silenceLimit = 45_000;

/** An event and the id to come back with; no event where only the id is new. */
export type StreamMessage = { id: string; event: AppEvent | null };

/**
 * The host's events, for as long as it is open. A lost connection is made again and goes on after the last event received;
 * where events were missed that the host no longer has, it sends `resync` first.
 * @param lastId  the event to go on after; null to begin with what comes
 * @returns a function that closes the stream
 */
export function openEventStream(
  url: string,
  session: Session,
  lastId: string | null,
  onMessage: (message: StreamMessage) => void,
): () => void {
  const source = new EventSource(url, { fetch: authorizedFetch(session, lastId) });
  source.addEventListener('hello', ({ lastEventId: id }) => onMessage({ id, event: null }));
  source.addEventListener('message', ({ lastEventId: id, data }: MessageEvent<string>) => {
    const event = AppEvent.safeParse(JSON.parse(data));
    // A host that is newer than this page may tell of things the page does not know.
    if (event.success) onMessage({ id, event: event.data });
  });
  return () => source.close();
}

/** Adds the token, and turns every failure but a refusal into one that is tried again. */
function authorizedFetch(session: Session, lastId: string | null): FetchLike {
  return async (url, init) => {
    const silence = new AbortController();
    const signal = AbortSignal.any([init.signal, silence.signal]);
    const begin = lastId === null ? {} : { 'Last-Event-ID': lastId };
    const headers = { ...begin, ...init.headers, ...(await session.headers()) };
    const { mode, cache, redirect } = init;
    const response = await fetch(url, { mode, cache, redirect, headers, signal });
    if (response.status === 401) session.refused();
    else if (!response.ok || !response.body) throw new Error(`The host answered ${response.status}.`);
    const body = response.body?.pipeThrough(watchdog(silence)) ?? null;
    return { body, url: response.url, status: response.status, redirected: false, headers: response.headers };
  };
}

/** Passes bytes on, and aborts when none came for a while: a computer that slept leaves connections that are dead but open. */
function watchdog(silence: AbortController): TransformStream<Uint8Array, Uint8Array> {
  const giveUp = () => silence.abort(new Error('The event stream fell silent.'));
  let timer = setTimeout(giveUp, silenceLimit);
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      clearTimeout(timer);
      timer = setTimeout(giveUp, silenceLimit);
      controller.enqueue(chunk);
    },
    flush: () => clearTimeout(timer),
  });
}
