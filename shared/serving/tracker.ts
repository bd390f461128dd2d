import { KindredError } from '../api/errors.ts';
import type { ClientInteraction, ServingClient } from './client.ts';

export type TrackerOptions = {
  /** Longest time that an interaction waits, in milliseconds; 5,000 unless said. */
  flushEveryMs?: number;
  /** As many are sent at once; 20 unless said. */
  flushAt?: number;
  /** While the API is away, so many are kept; the oldest are dropped beyond. 10,000 unless said. */
  maxWaiting?: number;
  /** Told of interactions that are lost: refused by the API, or dropped. */
  onLost?: (interactions: readonly ClientInteraction[], reason: string) => void;
};

/** Reports interactions in batches, in the background. */
export type Tracker = {
  /** Takes no time and never throws. */
  track(interaction: ClientInteraction): void;
  /** Sends what waits. @returns whether all of it arrived */
  flush(): Promise<boolean>;
  waiting(): number;
  /** Sends what waits, and no more after. */
  close(): Promise<void>;
};

/** The API takes as many in one request. */
const maxBatch = 500;

/**
 * Batches are sent every 5 seconds, or when 20 interactions wait. One that did not arrive is sent again with the next; keys see to it that
 * none counts twice. One that the API refuses is lost, because it would be refused again.
 */
export function createTracker(client: Pick<ServingClient, 'track'>, options: TrackerOptions = {}): Tracker {
  const { flushEveryMs = 5000, flushAt = 20, maxWaiting = 10_000, onLost = () => {} } = options;
  let waiting: ClientInteraction[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<boolean> | null = null;
  let isClosed = false;

  function schedule(): void {
    if (timer !== undefined || isClosed || waiting.length === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      void flush();
    }, flushEveryMs);
  }

  function drop(): void {
    const excess = waiting.length - maxWaiting;
    if (excess > 0) onLost(waiting.splice(0, excess), `more than ${maxWaiting} wait`);
  }

  async function sendAll(): Promise<boolean> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxBatch);
      waiting = waiting.slice(batch.length);
      try {
        const { rejected } = await client.track(batch);
        for (const { index, message } of rejected) onLost(batch.slice(index, index + 1), message);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (error instanceof KindredError && error.code === 'invalid_input') onLost(batch, reason);
        else {
          waiting = [...batch, ...waiting];
          drop();
          return false;
        }
      }
    }
    return true;
  }

  async function flush(): Promise<boolean> {
    clearTimeout(timer);
    timer = undefined;
    sending ??= sendAll().finally(() => (sending = null));
    const arrived = await sending;
    schedule();
    return arrived;
  }

  return {
    track(interaction) {
      if (isClosed) return onLost([interaction], 'the tracker is closed');
      // Its own key and time: sent again, it is the same interaction.
      waiting.push({ idempotency_key: crypto.randomUUID(), created_at: Date.now(), ...interaction });
      drop();
      if (waiting.length >= flushAt && sending === null) void flush();
      else schedule();
    },
    flush,
    waiting: () => waiting.length,
    async close() {
      isClosed = true;
      const arrived = await flush();
      clearTimeout(timer);
      if (!arrived) onLost(waiting.splice(0), 'the tracker is closed and the API does not answer');
    },
  };
}
