import { LRUCache } from 'lru-cache';
import { KindredError } from '#shared/api/errors.ts';
import type { AppendTask } from './helper-worker.ts';
import {
  openInteractionStore,
  type AppendResult,
  type InteractionStore,
  type NewInteraction,
  type StoredInteraction,
} from './interaction-store.ts';
import type { Outbox } from './postgres/forward-interactions.ts';
import type { Tracked } from './tracked.ts';

/** Interactions that may wait for the disk; beyond it whoever reports is asked to come back. */
const maxWaiting = 10_000;
/** One transaction. */
const maxBatch = 2_000;
/** Users whose interactions stay in memory, most of them none. */
const maxUsers = 50_000;

/** What users did, written down before it is acknowledged and read back at once. */
export type InteractionLog = {
  /**
   * Resolves when the interactions are durable and `ofUser` knows them.
   * @throws KindredError unavailable where the queue is full (`details.retryAfter`, seconds) or the disk refuses
   */
  append(interactions: readonly NewInteraction[]): Promise<AppendResult[]>;
  /** What the user did, oldest first. */
  ofUser(user: string): readonly Tracked[];
  /** Counts an answer of a version; written down with the next interactions, and on closing. */
  answered(modelVersion: string): void;
  /** Answers of each version, and how many of them an interaction named. */
  clicks(): Map<string, { answers: number; clicked: number }>;
  waiting(): number;
  recorded(): number;
  /** Told of interactions once they are durable, of other processes too. */
  listen(listener: (interactions: readonly StoredInteraction[]) => void): void;
  /** The newest interactions, oldest first. */
  newest(limit: number): StoredInteraction[];
  /** What waits to be passed on to another database. */
  outbox: Outbox;
  /** Writes what waits and closes the file. */
  close(): Promise<void>;
};

type Waiting = {
  interactions: readonly NewInteraction[];
  resolve(results: AppendResult[]): void;
  reject(error: unknown): void;
};

/**
 * Interactions are appended in a thread of their own, all that wait in one transaction: while the disk is busy with one, the next fills.
 * @param write  `appendTask` in a helper's thread
 * @param outboxLimit  interactions that may wait to be passed on; null where nobody passes them on
 */
export function createInteractionLog(
  file: string,
  write: (task: AppendTask) => Promise<AppendResult[]>,
  outboxLimit: number | null = null,
): InteractionLog {
  const store = openInteractionStore(file);
  const users = new LRUCache<string, readonly Tracked[]>({ max: maxUsers });
  const listeners = new Set<(interactions: readonly StoredInteraction[]) => void>();
  const queue: Waiting[] = [];
  let waiting = 0;
  let recorded = 0;
  let answers = new Map<string, number>();
  let position = store.newest();
  let writing: Promise<void> | null = null;
  let passedOn = store.passedOn();

  /** Reads what became durable since, here or in another process. */
  function catchUp(): void {
    for (;;) {
      const found = store.after(position, maxBatch);
      if (found.length === 0) return;
      position = found.at(-1)!.sequence;
      for (const { user } of found) users.delete(user);
      for (const listener of listeners) listener(found);
    }
  }

  async function writeAll(): Promise<void> {
    do {
      const batch = takeBatch(queue);
      const counted = answers;
      answers = new Map();
      await writeBatch(batch, counted);
    } while (queue.length > 0);
  }

  async function writeBatch(batch: readonly Waiting[], counted: ReadonlyMap<string, number>): Promise<void> {
    const interactions = batch.flatMap((entry) => entry.interactions);
    try {
      const results = await write({ file, interactions, answers: counted });
      recorded += results.filter((result) => result === 'recorded').length;
      catchUp();
      let at = 0;
      for (const entry of batch) entry.resolve(results.slice(at, (at += entry.interactions.length)));
    } catch (error) {
      // Counted again with the next batch.
      for (const [version, count] of counted) answers.set(version, (answers.get(version) ?? 0) + count);
      for (const entry of batch) entry.reject(error);
    } finally {
      waiting -= interactions.length;
    }
  }

  function startWriting(): Promise<void> {
    writing ??= writeAll().finally(() => (writing = null));
    return writing;
  }

  const poll = setInterval(() => {
    try {
      catchUp();
    } catch {
      // A busy or failing disk; whoever reports an interaction hears of it.
    }
    if (answers.size > 0) void startWriting();
  }, 1000);
  poll.unref();

  return {
    async append(interactions) {
      if (waiting + interactions.length > maxWaiting) {
        const message = `${waiting} interactions wait to be written, and at most ${maxWaiting} may. Send them again in a second.`;
        throw new KindredError('unavailable', message, { details: { retryAfter: 1 } });
      }
      const unsent = position - passedOn + waiting;
      if (outboxLimit !== null && unsent + interactions.length > outboxLimit) {
        const message = `${unsent} interactions wait on the disk for the database, and at most ${outboxLimit} may. Send them again when it is back.`;
        throw new KindredError('unavailable', message, { details: { retryAfter: 30 } });
      }
      waiting += interactions.length;
      const written = new Promise<AppendResult[]>((resolve, reject) => queue.push({ interactions, resolve, reject }));
      void startWriting();
      return written;
    },
    ofUser(user) {
      let known = users.get(user);
      if (!known) users.set(user, (known = store.ofUser(user)));
      return known;
    },
    answered: (version) => void answers.set(version, (answers.get(version) ?? 0) + 1),
    clicks: () => clicksOf(store, answers),
    waiting: () => waiting,
    recorded: () => recorded,
    listen: (listener) => void listeners.add(listener),
    newest: (limit) => store.after(Math.max(0, position - limit), limit),
    outbox: {
      id: store.id(),
      next: (limit) => store.after(passedOn, limit),
      waiting: () => position - passedOn,
      async passedOn(sequence) {
        await write({ file, interactions: [], answers: new Map(), passedOn: sequence });
        passedOn = sequence;
      },
    },
    async close() {
      clearInterval(poll);
      await startWriting();
      store.close();
    },
  };
}

function takeBatch(queue: Waiting[]): Waiting[] {
  let size = 0;
  let count = 0;
  while (count < queue.length && (count === 0 || size + queue[count]!.interactions.length <= maxBatch)) {
    size += queue[count]!.interactions.length;
    count += 1;
  }
  return queue.splice(0, count);
}

function clicksOf(store: InteractionStore, notYetWritten: ReadonlyMap<string, number>) {
  const clicked = store.clicks();
  const answers = store.answers();
  for (const [version, count] of notYetWritten) answers.set(version, (answers.get(version) ?? 0) + count);
  return new Map(
    [...new Set([...answers.keys(), ...clicked.keys()])].map((version) => [
      version,
      { answers: answers.get(version) ?? 0, clicked: clicked.get(version) ?? 0 },
    ]),
  );
}
