import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import type { Attributes, ReadContext } from '../source.ts';
import { nothing, type AttributePlan } from './attribute-plan.ts';
import { listColumns, listTables } from './catalogue.ts';
import { relationOf, type Relation } from './find-table.ts';
import { openSession } from './open-session.ts';
import { targetOfAddress } from './passwords.ts';
import type { PostgresOptions } from './postgres-options.ts';
import type { ReadPlan } from './read-plan.ts';
import { questionLimitMs, type Session } from './session.ts';
import { inSnapshot } from './snapshot.ts';
import { placeOf, siblingOf, type ConnectionTarget } from './target.ts';

const enough = 100_000;

/** The databases beside that of the interactions (SPEC 3.2); null for none. They may all be the same one. */
export type MediaDatabases = { catalog: ConnectionTarget | null; userDb: ConnectionTarget | null };

/**
 * Where the catalogue and the users' genres are: as said, else in the same database, else in `catalog_db` and `user_db` on the same server.
 * @throws KindredError as `targetOfAddress`
 */
export async function mediaDatabases(
  session: Session,
  { catalog, user_db }: PostgresOptions,
  context: ReadContext,
): Promise<MediaDatabases> {
  const find = async (said: string | undefined, table: string, database: string): Promise<ConnectionTarget | null> => {
    if (said === 'none') return null;
    if (said !== undefined) return context.targets?.[said] ?? targetOfAddress(said, process.env);
    if (await tableNamed(session, table)) return session.target;
    return (await hasDatabase(session, database)) ? siblingOf(session.target, database) : null;
  };
  const found = await find(catalog, 'medias', 'catalog_db');
  if (found === null && catalog !== 'none') throw noCatalogue(session);
  return { catalog: found, userDb: await find(user_db, 'tb_user_genre', 'user_db') };
}

/** Media whose `deleted_at` is set: they are never trained on or recommended. */
export function readHidden(media: MediaDatabases, session: Session, signal: AbortSignal): Promise<ReadPlan['hidden']> {
  return within(media.catalog, session, signal, async (catalogue) => {
    const medias = await requireMedias(catalogue);
    if (!medias.columns.some(({ name }) => name === 'deleted_at')) return null;
    const deleted = await catalogue.ask(
      z.object({ id: z.string() }),
      'looking for deleted media',
      `select id::text as id from ${medias.from} where deleted_at is not null`,
    );
    return { ids: new Set(deleted.map(({ id }) => id)), reason: 'media that was deleted' };
  });
}

type Read = (session: Session, plans: readonly AttributePlan[]) => Promise<Attributes | null>;

/** Titles, years and genres of media. */
export const withCatalogue = (media: MediaDatabases, session: Session, signal: AbortSignal, read: Read) =>
  within(media.catalog, session, signal, async (catalogue) => {
    const medias = await requireMedias(catalogue);
    const has = (name: string) => medias.columns.some((column) => column.name === name);
    const created = has('release_year') ? 'release_year::text' : nothing;
    const titles = has('title') ? 'pg_catalog.left(title::text, 1000)' : nothing;
    const select = `select id::text, ${titles}, ${created}, ${nothing} from ${medias.from}`;
    const genres = await tableNamed(catalogue, 'tb_media_genre');
    return read(catalogue, [
      { label: medias.label, select, split: one },
      ...(genres ? [genrePlan(genres, 'media_id::text')] : []),
    ]);
  });

/** What users said they like. A row names the user, or the row of `user_preferences` that does. */
export const withUserGenres = (media: MediaDatabases, session: Session, signal: AbortSignal, read: Read) =>
  within(media.userDb, session, signal, async (users) => {
    const genres = await tableNamed(users, 'tb_user_genre');
    if (!genres) return null;
    const preferences = await tableNamed(users, 'user_preferences');
    if (!preferences) return read(users, [genrePlan(genres, 'user_id::text')]);
    const from = `${genres.from} as g left join ${preferences.from} as p on p.id::text = g.user_id::text`;
    return read(users, [genrePlan({ ...genres, from }, 'coalesce(p.user_id::text, g.user_id::text)')]);
  });

/** Runs in the session where that is the database meant, else over a connection of its own. */
async function within<T>(
  target: ConnectionTarget | null,
  session: Session,
  signal: AbortSignal,
  work: (session: Session) => Promise<T>,
): Promise<T | null> {
  if (target === null) return null;
  if (target === session.target) return work(session);
  const other = await openSession({ ...target, read_only: true }, undefined, signal);
  try {
    return await inSnapshot(other, questionLimitMs, () => work(other));
  } finally {
    await other.close();
  }
}

const one = (text: string): string[] => (text.trim() === '' ? [] : [text.trim()]);

const genrePlan = ({ label, from }: Relation, id: string): AttributePlan => ({
  label,
  select: `select ${id}, ${nothing}, ${nothing}, genre_name::text from ${from}`,
  split: one,
});

async function requireMedias(session: Session): Promise<Relation> {
  const medias = await tableNamed(session, 'medias');
  if (medias) return medias;
  throw noCatalogue(session);
}

const noCatalogue = ({ target }: Session) =>
  new KindredError(
    'not_found',
    `There is no table "medias" in ${placeOf(target)} and no database catalog_db beside it, so deleted titles cannot be told. Name the catalogue with --set catalog=CONNECTION, or go without it by --set catalog=none.`,
  );

async function tableNamed(session: Session, wanted: string): Promise<Relation | undefined> {
  const tables = await listTables(session, enough);
  const named = tables.filter(({ name, readable }) => name === wanted && readable);
  const table = named.find(({ schema }) => schema === 'public') ?? named[0];
  if (!table) return undefined;
  const columns = await listColumns(session, [table.oid]);
  return relationOf(table, columns.get(table.oid) ?? []);
}

async function hasDatabase(session: Session, name: string): Promise<boolean> {
  const found = await session.ask(
    z.unknown(),
    'looking for the databases beside it',
    `select 1 from pg_catalog.pg_database where datname = $1 and datallowconn`,
    [name],
  );
  return found.length > 0;
}
