import { didYouMean } from '#shared/domain/did-you-mean.ts';
import { metricCatalogue, metricDefinition } from '#shared/domain/metric.ts';
import type { Reader } from '../context.ts';
import { attributeNamed, attributes, type Attribute } from './attributes.ts';
import type { FieldKind, FieldName } from '#shared/domain/search/filter.ts';
import { searchError } from '#shared/domain/search/search-error.ts';

/** A name, found: what it stands for. */
export type Field =
  { kind: 'attribute'; name: string; attribute: Attribute } | { kind: Exclude<FieldKind, 'attribute'>; name: string };

/** Looks names up that were found before. */
export type Fields = (name: FieldName) => Field;

/**
 * Finds what each name stands for: an attribute, else a metric, else a param, else a tag that some run has; `params.x` only a param.
 * Metrics of the catalogue are known before any run has them.
 * @throws KindredError invalid_input with the position and the nearest name
 */
export async function findFields(db: Reader, search: string, names: readonly FieldName[]): Promise<Fields> {
  const found = new Map<string, Field>();
  for (const name of names) {
    if (found.has(keyOf(name))) continue;
    const field = await findField(db, name);
    if (!field) throw searchError(search, name.at, await unknown(db, name));
    found.set(keyOf(name), field);
  }
  return (name) => found.get(keyOf(name))!;
}

const keyOf = ({ kind, name }: FieldName) => `${kind ?? ''}.${name}`;

async function findField(db: Reader, { kind, name }: FieldName): Promise<Field | undefined> {
  const attribute = attributeNamed(name);
  if ((kind ?? 'attribute') === 'attribute' && attribute) return { kind: 'attribute', name, attribute };
  const isKnown = await presence(db, name);
  return (['metric', 'param', 'tag'] as const)
    .filter((candidate) => (kind ?? candidate) === candidate && isKnown[candidate])
    .map((candidate) => ({ kind: candidate, name }))[0];
}

async function presence(db: Reader, name: string): Promise<Record<'metric' | 'param' | 'tag', boolean>> {
  const { metric, param, tag } = await db
    .selectNoFrom(({ exists, selectFrom, lit }) => [
      exists(selectFrom('metrics').select(lit(1).as('one')).where('name', '=', name)).as('metric'),
      exists(selectFrom('params').select(lit(1).as('one')).where('key', '=', name)).as('param'),
      exists(selectFrom('tags').select(lit(1).as('one')).where('key', '=', name)).as('tag'),
    ])
    .executeTakeFirstOrThrow();
  return { metric: Boolean(metric) || isCatalogued(name), param: Boolean(param), tag: Boolean(tag) };
}

/** `ndcg@10`, but not `ndcg`: a metric that is measured at a length is named with it. */
function isCatalogued(name: string): boolean {
  const definition = metricDefinition(name);
  return definition !== undefined && (definition.atK ? /@[1-9]\d*$/.test(name) : name === definition.name);
}

async function unknown(db: Reader, { kind, name }: FieldName): Promise<string> {
  const metrics = await db.selectFrom('metrics').select('name').distinct().execute();
  const params = await db.selectFrom('params').select('key as name').distinct().execute();
  const tags = await db.selectFrom('tags').select('key as name').distinct().execute();
  const known: Record<FieldKind, string[]> = {
    attribute: Object.keys(attributes),
    metric: [...metrics.map((row) => row.name), ...metricCatalogue.map(({ name, atK }) => (atK ? `${name}@10` : name))],
    param: params.map((row) => row.name),
    tag: tags.map((row) => row.name),
  };
  const candidates = kind ? known[kind] : Object.values(known).flat();
  const what = kind ?? 'attribute, metric, param or tag';
  return `no run has ${/^[ai]/.test(what) ? 'an' : 'a'} ${what} named "${name}".${didYouMean(name, candidates)}`;
}
