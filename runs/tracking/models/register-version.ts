import { KindredError } from '#shared/api/errors.ts';
import { kindText, type Kind } from '#shared/domain/kind.ts';
import type { ModelVersion } from '#shared/domain/model-version.ts';
import { read, write, type Reader, type StoreContext, type Writer } from '../context.ts';
import { newId } from '../new-id.ts';
import { runRow } from '../run-row.ts';
import { seal } from '../seal.ts';
import { addEvent } from './model-events.ts';
import { pointAlias } from './aliases.ts';
import { aliasesOf, registeredModel, type ModelRow, type VersionFacts } from './model-rows.ts';

/** A model by name; its kind is that of all its versions. */
export type NamedModel = { name: string; kind: Kind };

/** A run's model under a name. */
export type NewVersion = {
  model: string;
  kind: Kind;
  /** The number that it was made for: `nextVersion`. */
  version: number;
  facts: VersionFacts;
  note: string;
  by: string;
  /** Whether it becomes the candidate for promotion. */
  candidate: boolean;
  bundle: { sha256: string; bytes: number } | null;
  /** Milliseconds since 1970, as its bundle says. */
  created_at: number;
};

/**
 * The number that the next version of a model would get; 1 where the model does not exist yet.
 * @param runId  null for a bundle from elsewhere
 * @throws KindredError conflict where the run is a version of it already, or the model is of another kind
 */
export function nextVersion(context: StoreContext, model: NamedModel, runId: string | null): Promise<number> {
  return read(context, async (reader) => {
    const row = await reader.selectFrom('models').selectAll().where('name', '=', model.name).executeTakeFirst();
    if (!row) return 1;
    requireKind(row, model.kind);
    return freeVersion(reader, row, runId === null ? null : (await runRow(reader, runId)).number);
  });
}

/**
 * Registers a version, and its model where it is the first.
 * @throws KindredError conflict where the run is a version already; `details.taken` where the number is not free any more
 */
export function registerVersion(context: StoreContext, added: NewVersion): Promise<ModelVersion> {
  return write(context, async (writer) => {
    const { created_at } = added;
    const model = await modelNamed(writer, { name: added.model, kind: added.kind }, created_at);
    const run = added.facts.imported ? null : (await runRow(writer, added.facts.run.id)).number;
    const { version, note, by, bundle } = added;
    if ((await freeVersion(writer, model, run)) !== version) {
      throw new KindredError(
        'conflict',
        `Version ${version} of model "${model.name}" was registered by somebody else meanwhile. Register the run again.`,
        { details: { taken: version } },
      );
    }
    const row = seal('model_versions', {
      id: newId(),
      model_id: model.id,
      version,
      run,
      facts: JSON.stringify(added.facts),
      note,
      made_by: by,
      created_at,
      bundle_sha256: bundle?.sha256 ?? null,
      bundle_bytes: bundle?.bytes ?? null,
    });
    await writer.insertInto('model_versions').values(row).execute();
    const before = (await aliasesOf(writer, model.id)).get('candidate') ?? null;
    if (added.candidate) await pointAlias(writer, model.id, 'candidate', version);
    await addEvent(writer, context, model.id, {
      kind: 'registered',
      version,
      by,
      note,
      ...(added.candidate && { alias: 'candidate', from_version: before }),
    });
    return (await registeredModel(writer, model)).versions[0]!;
  });
}

async function modelNamed(writer: Writer, { name, kind }: NamedModel, now: number): Promise<ModelRow> {
  const known = await writer.selectFrom('models').selectAll().where('name', '=', name).executeTakeFirst();
  if (known) return requireKind(known, kind);
  const model = seal('models', { id: newId(), name, created_at: now, kind });
  await writer.insertInto('models').values(model).execute();
  return model;
}

function requireKind(model: ModelRow, kind: Kind): ModelRow {
  if (model.kind === kind) return model;
  throw new KindredError(
    'conflict',
    `Model "${model.name}" is about ${kindText[model.kind]}, and this is about ${kindText[kind]}. Name another model.`,
  );
}

async function freeVersion(db: Reader, { id, name }: ModelRow, run: number | null): Promise<number> {
  const versions = await db
    .selectFrom('model_versions')
    .select(['version', 'run'])
    .where('model_id', '=', id)
    .execute();
  const same = run === null ? undefined : versions.find((known) => known.run === run);
  if (same) {
    throw new KindredError(
      'conflict',
      `Run ${run} is version ${same.version} of model "${name}" already. Promote that one, or register another run.`,
    );
  }
  return Math.max(0, ...versions.map(({ version }) => version)) + 1;
}
