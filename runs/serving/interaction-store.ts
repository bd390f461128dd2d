import { guardOf, openOwnFile, type OwnFile } from './own-file.ts';
import type { Tracked } from './tracked.ts';

/** An interaction as it is written down. Times are milliseconds since 1970. */
export type NewInteraction = {
  user: string;
  post: string;
  type: string;
  rating: number | null;
  /** JSON. */
  metadata: string | null;
  at: number;
  receivedAt: number;
  /** The answer that led to it, and the version that gave that answer. */
  requestId: string | null;
  modelVersion: string | null;
  /** The same key is written once. */
  key: string | null;
  /** Of everything the client said, so that a key that is used again for something else is noticed. */
  digest: string;
};

export type StoredInteraction = Tracked & {
  sequence: number;
  user: string;
  metadata: string | null;
  receivedAt: number;
};

export type AppendResult = 'recorded' | 'duplicate' | 'conflict';

/** The append-only file of interactions. Every function is synchronous and durable when it returns. */
export type InteractionStore = {
  /** All of them in one transaction. */
  append(interactions: readonly NewInteraction[]): AppendResult[];
  /** Oldest first. */
  ofUser(user: string): Tracked[];
  /** After a sequence number, oldest first. */
  after(sequence: number, limit: number): StoredInteraction[];
  newest(): number;
  /** Distinct answers that an interaction named, by version. */
  clicks(): Map<string, number>;
  /** Adds to how many answers each version gave. */
  addAnswers(counts: ReadonlyMap<string, number>): void;
  answers(): Map<string, number>;
  /** A name that no other file has. */
  id(): string;
  /** Up to where interactions were passed on to another database. */
  passedOn(): number;
  setPassedOn(sequence: number): void;
  close(): void;
};

const schema = `
  create table interactions (
    sequence integer primary key autoincrement,
    user_id text not null, post_id text not null, type text not null, rating real, metadata text,
    at integer not null, received_at integer not null,
    request_id text, model_version text, idempotency_key text unique, digest text not null
  ) strict;
  create index interactions_by_user on interactions (user_id, sequence);
  create index interactions_by_answer on interactions (model_version, request_id) where request_id is not null;
  create table answers (model_version text primary key, count integer not null) strict, without rowid;
`;

/** How far interactions were passed on to another database. */
const outboxSchema = `
  create table outbox (id text primary key, sequence integer not null) strict, without rowid;
  insert into outbox values (lower(hex(randomblob(16))), 0);`;

const interactionFile: OwnFile = {
  // `KSRV`
  applicationId: 0x4b535256,
  version: 2,
  what: 'file of interactions',
  create: (sqlite) => void sqlite.exec(schema + outboxSchema),
  upgrade: (sqlite) => void sqlite.exec(`drop table sent; ${outboxSchema}`),
};

/**
 * Opens the file, or makes it where there is none.
 * @throws KindredError conflict where it is not ours or newer, unavailable where it cannot be used
 */
export function openInteractionStore(file: string): InteractionStore {
  const guard = guardOf(file);
  const sqlite = guard(() => openOwnFile(file, interactionFile));
  const insert = sqlite.prepare(
    `insert into interactions
       (user_id, post_id, type, rating, metadata, at, received_at, request_id, model_version, idempotency_key, digest)
     values (@user, @post, @type, @rating, @metadata, @at, @receivedAt, @requestId, @modelVersion, @key, @digest)
     on conflict (idempotency_key) do nothing`,
  );
  const known = sqlite.prepare<[string], { digest: string }>(
    'select digest from interactions where idempotency_key = ?',
  );
  const ofUser = sqlite.prepare<[string], Tracked>(
    'select post_id as post, type, rating, at from interactions where user_id = ? order by sequence',
  );
  const after = sqlite.prepare<[number, number], StoredInteraction>(
    `select sequence, user_id as user, post_id as post, type, rating, at, metadata, received_at as receivedAt
     from interactions where sequence > ? order by sequence limit ?`,
  );
  const newest = sqlite.prepare<[], number>('select coalesce(max(sequence), 0) from interactions').pluck();
  const clicks = sqlite.prepare<[], { version: string; count: number }>(
    `select model_version as version, count(distinct request_id) as count
     from interactions where request_id is not null and model_version is not null group by model_version`,
  );
  const addAnswers = sqlite.prepare<[string, number]>(
    'insert into answers values (?, ?) on conflict (model_version) do update set count = count + excluded.count',
  );
  const answers = sqlite.prepare<[], { version: string; count: number }>(
    'select model_version as version, count from answers',
  );
  const outbox = sqlite.prepare<[], { id: string; sequence: number }>('select id, sequence from outbox');
  const setPassedOn = sqlite.prepare<[number]>('update outbox set sequence = ?');

  function appendOne(interaction: NewInteraction): AppendResult {
    if (insert.run(interaction).changes === 1) return 'recorded';
    return known.get(interaction.key!)?.digest === interaction.digest ? 'duplicate' : 'conflict';
  }
  // IMMEDIATE: a transaction that reads first and then writes would be refused at once while another process writes.
  const appendAll = sqlite.transaction((all: readonly NewInteraction[]) => all.map(appendOne)).immediate;
  const addAll = sqlite.transaction((counts: ReadonlyMap<string, number>) => {
    for (const [version, count] of counts) addAnswers.run(version, count);
  }).immediate;
  const byVersion = (rows: { version: string; count: number }[]) =>
    new Map(rows.map(({ version, count }) => [version, count]));

  return {
    append: (interactions) => guard(() => appendAll(interactions)),
    ofUser: (user) => guard(() => ofUser.all(user)),
    after: (sequence, limit) => guard(() => after.all(sequence, limit)),
    newest: () => guard(() => newest.get()!),
    clicks: () => guard(() => byVersion(clicks.all())),
    addAnswers: (counts) => guard(() => addAll(counts)),
    answers: () => guard(() => byVersion(answers.all())),
    id: () => guard(() => outbox.get()!.id),
    passedOn: () => guard(() => outbox.get()!.sequence),
    setPassedOn: (sequence) => void guard(() => setPassedOn.run(sequence)),
    close: () => void sqlite.close(),
  };
}
