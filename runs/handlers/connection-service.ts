import { KindredError } from '#shared/api/errors.ts';
import {
  defaultTls,
  type Connection,
  type ConnectionChoice,
  type ConnectionSettings,
} from '#shared/domain/connection.ts';
import type { Recipe } from '#shared/domain/dataset.ts';
import { targetOfAddress, withPassword, type Environment } from '#runs/data/postgres/passwords.ts';
import { isUrl, targetOf, type ConnectionTarget } from '#runs/data/postgres/target.ts';
import { findSource } from '#runs/data/sources.ts';
import type { SecretStore } from '#runs/secrets/secret-store.ts';
import type { StoredConnection } from '#runs/tracking/connections.ts';
import type { Store } from '#runs/tracking/store.ts';

export type ConnectionToSave = {
  connection?: string | undefined;
  name: string;
  settings: ConnectionSettings;
  /** Undefined keeps the saved one, null forgets it. */
  password?: string | null | undefined;
};

/** Options of the Postgres source that name databases too. */
const databaseOptions = ['catalog', 'user_db'] as const;

/**
 * Saved connections together with their passwords, which are kept apart: the store has the settings, the secret store the passwords,
 * by the connection's id. Where none can be kept they live as long as this does.
 */
export function createConnectionService(store: Store, secrets: SecretStore, env: Environment) {
  const inMemory = new Map<string, string>();

  async function list(): Promise<Connection[]> {
    const names = new Set([...(await secrets.names()), ...inMemory.keys()]);
    return (await store.connections.list()).map((stored) => shown(stored, names.has(stored.id)));
  }

  async function find(ref: string): Promise<Connection> {
    const { id } = await store.connections.find(ref);
    const found = (await list()).find((connection) => connection.id === id);
    return found ?? store.connections.find(ref).then((stored) => shown(stored, false));
  }

  async function keep(id: string, password: string): Promise<void> {
    const { refusal } = await secrets.keeping();
    if (refusal === null) await secrets.set(id, password);
    else inMemory.set(id, password);
  }

  async function forget(id: string): Promise<void> {
    inMemory.delete(id);
    if ((await secrets.names()).includes(id)) await secrets.delete(id);
  }

  async function passwordOf(id: string): Promise<string | null> {
    const isKept = (await secrets.names()).includes(id);
    return inMemory.get(id) ?? (isKept ? await secrets.get(id) : null);
  }

  async function targetOfSaved(ref: string): Promise<ConnectionTarget> {
    const { id, name, settings } = await store.connections.find(ref);
    return withPassword(targetOf(settings, await passwordOf(id), name), env);
  }

  const targetOfText = (text: string): Promise<ConnectionTarget> =>
    text.trim() === '' || isUrl(text) ? targetOfAddress(text, env) : targetOfSaved(text);

  async function targetOfChoice(choice: ConnectionChoice): Promise<ConnectionTarget> {
    if ('connection' in choice) return targetOfSaved(choice.connection);
    if ('url' in choice) return targetOfAddress(choice.url, env);
    const { settings, password, password_of: ref } = choice;
    const kept =
      password === undefined && ref !== undefined ? await passwordOf((await store.connections.find(ref)).id) : null;
    return withPassword(targetOf(settings, password ?? kept), env);
  }

  return {
    list,
    find,
    keeping: () => secrets.keeping(),
    async save({ connection, name, settings, password }: ConnectionToSave): Promise<Connection> {
      const known = connection === undefined ? null : await store.connections.find(connection);
      const saved = await store.connections.save({ ...(known && { id: known.id }), name, settings });
      if (password === null || password === '') await forget(saved.id);
      else if (password !== undefined) await keep(saved.id, password);
      return find(saved.id);
    },
    async delete(ref: string): Promise<Connection> {
      const found = await find(ref);
      await forget(found.id);
      await store.connections.delete(found.id);
      return found;
    },
    targetOf: targetOfChoice,
    /** The database of `postgres:NAME`, `postgres:URL` or a bare address. @throws KindredError invalid_input for any other source */
    async targetOfSource(source: string): Promise<ConnectionTarget> {
      const found = findSource(source);
      if (found.source.scheme === 'postgres') return targetOfText(found.rest);
      throw new KindredError('invalid_input', `"${source}" is no Postgres. Name one: postgres:NAME of a saved connection, or postgres:postgresql://user@host:5432/database.`); // prettier-ignore
    },
    /** A saved connection that is read-only is not written through, whoever asks; an address was named to be written to. */
    async writableTarget(choice: ConnectionChoice): Promise<ConnectionTarget> {
      const target = await targetOfChoice(choice);
      if (!('url' in choice) && target.read_only) throw readOnly(target);
      return { ...target, read_only: false };
    },
    /** Every database that a recipe names, by what the recipe calls it; empty for other sources. */
    async targetsOf({ source, options }: Recipe): Promise<Record<string, ConnectionTarget>> {
      const found = findSource(source);
      if (found.source.scheme !== 'postgres') return {};
      const named = databaseOptions
        .map((option) => options[option])
        .filter((value) => typeof value === 'string' && value !== 'none' && value !== '');
      const texts = [found.rest, ...named].map(String);
      return Object.fromEntries(
        await Promise.all(texts.map(async (text) => [text, await targetOfText(text)] as const)),
      );
    },
  };
}

export type ConnectionService = ReturnType<typeof createConnectionService>;

const shown = ({ id, name, created_at, settings }: StoredConnection, has_password: boolean): Connection => ({
  id,
  name,
  created_at,
  ...settings,
  tls: settings.tls ?? defaultTls(settings.host),
  has_password,
});

const readOnly = ({ address }: ConnectionTarget) =>
  new KindredError(
    'forbidden',
    `The connection "${address}" is read-only, and this would write through it. Save it without read-only first, or name an address.`,
  );
