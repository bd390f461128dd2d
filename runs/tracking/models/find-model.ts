import { KindredError } from '#shared/api/errors.ts';
import { didYouMean } from '#shared/domain/did-you-mean.ts';
import type { Kind } from '#shared/domain/kind.ts';
import type { ModelVersion, RegisteredModel } from '#shared/domain/model-version.ts';
import { read, type Reader, type StoreContext } from '../context.ts';
import { registeredModel, registeredModels, type ModelRow } from './model-rows.ts';

/** Models by name; those of every kind unless one is named. */
export const listModels = (context: StoreContext, kind?: Kind): Promise<RegisteredModel[]> =>
  read(context, (reader) => registeredModels(reader, { kind }));

/** A model and all its versions by name. @throws KindredError not_found with the nearest name */
export const findModel = (context: StoreContext, name: string): Promise<RegisteredModel> =>
  read(context, async (reader) => registeredModel(reader, await modelRow(reader, name)));

/**
 * A version by `NAME@3`, `NAME@v3`, `NAME@ALIAS`, its id, or `NAME` alone.
 * @param otherwise  what `NAME` alone means: the first of these aliases that is set, or the newest version
 * @throws KindredError not_found naming what there is
 */
export function findVersion(
  context: StoreContext,
  ref: string,
  otherwise: readonly string[] = ['live', 'newest'],
): Promise<ModelVersion> {
  return read(context, async (reader) => {
    const byId = await nameAndVersion(reader, ref);
    const [, name = ref, at] = /^(.+)@([^@]+)$/.exec(ref) ?? [];
    const model = await registeredModel(reader, await modelRow(reader, byId?.name ?? name));
    if (byId) return versionOf(model, byId.version);
    return at === undefined ? usual(model, otherwise) : named(model, at);
  });
}

/** The row of a model. @throws KindredError not_found with the nearest name */
export async function modelRow(db: Reader, name: string): Promise<ModelRow> {
  const row = await db.selectFrom('models').selectAll().where('name', '=', name).executeTakeFirst();
  if (row) return row;
  const rows = await db.selectFrom('models').select('name').execute();
  const names = rows.map((known) => known.name);
  const advice =
    names.length === 0 ? ' There is none yet: make one with `kindred models register RUN --name NAME`.' : '';
  throw new KindredError('not_found', `There is no model "${name}".${didYouMean(name, names)}${advice}`);
}

const nameAndVersion = (db: Reader, id: string) =>
  db
    .selectFrom('model_versions as v')
    .innerJoin('models as m', 'm.id', 'v.model_id')
    .select(['m.name', 'v.version'])
    .where('v.id', '=', id)
    .executeTakeFirst();

function named(model: RegisteredModel, at: string): ModelVersion {
  const digits = /^v?(\d{1,9})$/.exec(at)?.[1];
  if (digits !== undefined) return versionOf(model, Number(digits));
  const version = model.aliases[at];
  if (version !== undefined) return versionOf(model, version);
  const aliases = Object.keys(model.aliases);
  throw new KindredError(
    'not_found',
    `Model "${model.name}" has no alias "${at}".${didYouMean(at, aliases)} It has ${listed(model)}.`,
  );
}

function usual(model: RegisteredModel, otherwise: readonly string[]): ModelVersion {
  const alias = otherwise.find((name) => model.aliases[name] !== undefined);
  if (alias !== undefined) return versionOf(model, model.aliases[alias]!);
  const [newest] = model.versions;
  if (otherwise.includes('newest') && newest) return newest;
  throw new KindredError(
    'not_found',
    `No version of model "${model.name}" is ${otherwise.join(' or ')}. It has ${listed(model)}. Name one, as in "${model.name}@1", or promote one with \`kindred models promote\`.`,
  );
}

/** @throws KindredError not_found naming the versions that there are */
export function versionOf(model: RegisteredModel, version: number): ModelVersion {
  const found = model.versions.find((known) => known.version === version);
  if (found) return found;
  throw new KindredError('not_found', `Model "${model.name}" has no version ${version}. It has ${listed(model)}.`);
}

function listed({ versions, aliases }: RegisteredModel): string {
  const count = versions.length === 1 ? 'version 1' : `versions 1 to ${versions.length}`;
  const set = Object.entries(aliases).map(([alias, version]) => `${alias} = version ${version}`);
  return [count, ...set].join(', ');
}
