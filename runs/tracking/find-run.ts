import { KindredError } from '#shared/api/errors.ts';
import { didYouMean } from '#shared/domain/did-you-mean.ts';
import type { Run } from '#shared/domain/run.ts';
import { read, type Reader, type StoreContext } from './context.ts';
import { runsOf } from './run-rows.ts';

/** A beginning of an id shorter than this is too likely to be a word. */
const shortestPrefix = 4;
/** Names that are looked through for the one that was meant. */
const recentNames = 5000;

/**
 * A run by id, number (`42`), name (the newest of that name, archived ones last) or the beginning of its id.
 * @throws KindredError not_found with the nearest name
 */
export function findRun(context: StoreContext, ref: string): Promise<Run> {
  return read(context, async (reader) => {
    const number =
      (await byId(reader, ref)) ??
      (await byNumber(reader, ref)) ??
      (await byName(reader, ref)) ??
      (await byPrefix(reader, ref));
    const [run] = number === undefined ? [] : await runsOf(reader, [number]);
    if (run) return run;
    throw await notFound(reader, ref);
  });
}

const numbers = (db: Reader) => db.selectFrom('runs').select('number');

const byId = async (db: Reader, ref: string) => (await numbers(db).where('id', '=', ref).executeTakeFirst())?.number;

async function byNumber(db: Reader, ref: string): Promise<number | undefined> {
  const digits = /^(?:run |#)?([1-9]\d{0,14})$/i.exec(ref.trim())?.[1];
  if (digits === undefined) return undefined;
  return (await numbers(db).where('number', '=', Number(digits)).executeTakeFirst())?.number;
}

async function byName(db: Reader, ref: string): Promise<number | undefined> {
  const newest = await numbers(db)
    .where('name', '=', ref)
    .orderBy((eb) => eb('deleted_at', 'is not', null))
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest?.number;
}

async function byPrefix(db: Reader, ref: string): Promise<number | undefined> {
  if (ref.length < shortestPrefix || !/^[a-z0-9]+$/.test(ref)) return undefined;
  // `~` is greater than every letter and digit of an id.
  const matches = await numbers(db).where('id', '>=', ref).where('id', '<', `${ref}~`).limit(2).execute();
  if (matches.length > 1) {
    throw new KindredError('not_found', `Several runs have an id that begins with "${ref}". Give more of it.`);
  }
  return matches[0]?.number;
}

async function notFound(db: Reader, ref: string): Promise<KindredError> {
  const rows = await db.selectFrom('runs').select('name').orderBy('number', 'desc').limit(recentNames).execute();
  const names = new Set(rows.map(({ name }) => name));
  const advice = names.size === 0 ? ' There is none yet: make one with `kindred train`.' : '';
  return new KindredError('not_found', `There is no run "${ref}".${didYouMean(ref, names)}${advice}`);
}
