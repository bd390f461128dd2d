import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import { ApiKey, NewApiKey } from '#shared/domain/api-key.ts';
import { syncPath } from '#runs/tracking/durable.ts';
import { newId } from '#runs/tracking/new-id.ts';

/** A file that was changed by another process (`kindred keys revoke`) is noticed after at most this time, in milliseconds. */
const lookEveryMs = 1000;
/** When a key was last used is written down this often, in milliseconds. */
const noteEveryMs = 60_000;
const dayMs = 86_400_000;

const KeptKey = ApiKey.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });
type KeptKey = z.infer<typeof KeptKey>;
const KeyFile = z.strictObject({ version: z.literal(1), keys: z.array(KeptKey) });

/** The keys of the serving API. Secrets are nowhere but with their holders; the file has their SHA-256. */
export type ApiKeys = {
  list(): ApiKey[];
  create(wanted: NewApiKey): { key: ApiKey; secret: string };
  /** @param ref  id or name. @throws KindredError not_found */
  revoke(ref: string): ApiKey;
  /** The key of this secret, expired or not; null where it is none. The time it takes says nothing about the secret. */
  find(secret: string): ApiKey | null;
  close(): void;
};

const digest = (secret: string) => createHash('sha256').update(secret).digest();

/**
 * @param file  readable by its owner only; made with the first key
 * @throws KindredError conflict where the file is not one of keys: an API that cannot read its keys does not start
 */
export function openKeys(file: string, now: () => number = Date.now): ApiKeys {
  let keys: KeptKey[] = [];
  let readAt = -1;
  let used = false;
  const stampOf = () => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

  function read(): void {
    const stamp = stampOf();
    if (stamp === readAt) return;
    readAt = stamp;
    keys = stamp === 0 ? [] : parse(file);
  }

  function change<T>(work: (before: KeptKey[]) => { after: KeptKey[]; value: T }): T {
    read();
    const { after, value } = work(keys);
    write(file, after);
    keys = after;
    readAt = stampOf();
    return value;
  }

  function noteUse(): void {
    if (!used) return;
    used = false;
    const times = new Map(keys.map(({ id, last_used_at }) => [id, last_used_at]));
    change((before) => ({
      after: before.map((key) => ({ ...key, last_used_at: times.get(key.id) ?? key.last_used_at })),
      value: undefined,
    }));
  }

  read();
  const look = setInterval(() => ignoring(read), lookEveryMs);
  const note = setInterval(() => ignoring(noteUse), noteEveryMs);
  for (const timer of [look, note]) timer.unref();

  return {
    list() {
      read();
      return keys.map(withoutHash);
    },
    create(wanted) {
      const { name, scopes, expires_in_days: days } = NewApiKey.parse(wanted);
      const secret = `kindred_${randomBytes(32).toString('base64url')}`;
      return change((before) => {
        if (before.some((key) => key.name === name)) {
          throw new KindredError(
            'conflict',
            `There is a key named "${name}" already. Revoke it, or choose another name.`,
          );
        }
        const created_at = now();
        const expires_at = days === undefined ? null : created_at + days * dayMs;
        const sha256 = digest(secret).toString('hex');
        const key: KeptKey = { id: newId(), name, scopes: [...new Set(scopes)], created_at, expires_at, last_used_at: null, sha256 }; // prettier-ignore
        return { after: [...before, key], value: { key: withoutHash(key), secret } };
      });
    },
    revoke: (ref) =>
      change((before) => {
        const key = before.find(({ id, name }) => id === ref || name === ref);
        if (!key) throw new KindredError('not_found', `There is no key "${ref}".`);
        return { after: before.filter((other) => other !== key), value: withoutHash(key) };
      }),
    find(secret) {
      const given = digest(secret);
      let found: KeptKey | null = null;
      for (const key of keys) if (timingSafeEqual(given, Buffer.from(key.sha256, 'hex'))) found = key;
      if (!found) return null;
      found.last_used_at = now();
      used = true;
      return withoutHash(found);
    },
    close() {
      clearInterval(look);
      clearInterval(note);
      ignoring(noteUse);
    },
  };
}

const withoutHash = ({ sha256: _sha256, ...key }: KeptKey): ApiKey => key;

function parse(file: string): KeptKey[] {
  try {
    return KeyFile.parse(JSON.parse(readFileSync(file, 'utf8'))).keys;
  } catch (cause) {
    const message = `${file} is not a file of API keys, or it is damaged. Move it away and make new keys with "kindred keys create".`;
    throw new KindredError('conflict', message, { cause });
  }
}

/** Under another name first, so that the file never holds half of the keys. */
function write(file: string, keys: readonly KeptKey[]): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.part-${process.pid}`;
  writeFileSync(draft, `${JSON.stringify({ version: 1, keys }, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  syncPath(draft);
  renameSync(draft, file);
  if (existsSync(dirname(file))) syncPath(dirname(file));
}

/** A key stays what it was read as while the disk does not answer. */
function ignoring(work: () => void): void {
  try {
    work();
  } catch {
    // The next look, or the next start, says it.
  }
}
