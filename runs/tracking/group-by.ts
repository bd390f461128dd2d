import { sql, type Expression } from 'kysely';
import type { ParamValue, Run } from '#shared/domain/run.ts';
import type { Reader } from './context.ts';
import { attributeNamed, type RunExpressions } from './search/attributes.ts';
import { findFields, type Field } from './search/fields.ts';
import { searchError } from '#shared/domain/search/search-error.ts';

/** What runs are gathered by: a text that is equal within a group, and how the group is spoken of. */
export type Grouping = {
  key(eb: RunExpressions): Expression<string | number | null>;
  /** What the runs of a group agree in, in words. @param run  any of them, with the columns of `columns` */
  label(run: Run): string;
  /** The search that finds the runs of the group of this one. @param key  of the group */
  filter(run: Run, key: string): string;
  /** Params that have to be read for the two above. */
  columns: readonly string[];
};

/** Quoted for the search language. */
const quoted = (text: string, quote = '"') => `${quote}${text.replaceAll(quote, quote + quote)}${quote}`;

/**
 * Reads what runs are to be grouped by: `seed`, `dataset`, a fact, a param or a tag.
 * @throws KindredError invalid_input with the nearest name, and for a metric
 */
export async function readGrouping(db: Reader, by: string): Promise<Grouping> {
  if (by === 'seed') return bySeed;
  if (by === 'dataset') return byDataset;
  const [, prefix, rest] = /^(params|tags|metrics|attributes)\.(.+)$/su.exec(by) ?? [];
  const kind = prefix === undefined ? null : prefixes[prefix]!;
  const name = { kind, name: rest ?? by, at: 0 };
  return groupingOf((await findFields(db, by, [name]))(name), by);
}

const prefixes: Record<string, 'param' | 'tag' | 'metric' | 'attribute'> = {
  params: 'param',
  tags: 'tag',
  metrics: 'metric',
  attributes: 'attribute',
};

function groupingOf(field: Field, by: string): Grouping {
  switch (field.kind) {
    case 'metric':
      throw searchError(by, 0, `runs are grouped by what was chosen for them, and "${field.name}" was measured.`);
    case 'param':
      return byParam(field.name);
    case 'tag':
      return byTag(field.name);
    case 'attribute':
      return byFact(field.name);
  }
}

const bySeed: Grouping = {
  key: attributeNamed('group')!.column,
  label: ({ name }) => name,
  filter: (_, key) => `group = ${quoted(key)}`,
  columns: [],
};

const byDataset: Grouping = {
  key: attributeNamed('fingerprint')!.column,
  label: ({ dataset }) => `${dataset.name} v${dataset.version}`,
  filter: ({ dataset }) => `fingerprint = ${quoted(dataset.fingerprint)}`,
  columns: [],
};

const facts: Record<string, (run: Run) => string | number | null> = {
  algorithm: (run) => run.algorithm,
  status: (run) => run.status,
  experiment: (run) => run.experiment,
  split: (run) => run.split.kind,
  candidates: (run) => run.split.candidates,
  name: (run) => run.name,
  parent: (run) => run.parent_id,
};

function byFact(name: string): Grouping {
  const read = facts[name];
  const known = Object.keys(facts).join(', ');
  if (!read) throw searchError(name, 0, `runs cannot be grouped by "${name}"; by a param, a tag, dataset, ${known}.`);
  return {
    key: attributeNamed(name)!.column,
    label: (run) => String(read(run) ?? 'none'),
    filter: (run) => matching(name, read(run)),
    columns: [],
  };
}

function byParam(name: string): Grouping {
  const field = `params.${quoted(name, '`')}`;
  return {
    // A param that was logged as none and one that was not logged say the same: there is no value.
    key: (eb) =>
      eb
        .selectFrom('params as p')
        .select(
          sql<string | null>`case p.type when 'text' then 'text ' || p.text_value when 'null' then null
            else p.type || ' ' || printf('%!.17g', p.number_value) end`.as('key'),
        )
        .whereRef('p.run', '=', 'runs.number')
        .where('p.key', '=', name)
        .$asScalar(),
    label: (run) => `${name} ${String(run.params[name] ?? 'none')}`,
    filter: (run) => matching(field, run.params[name] ?? null),
    columns: [`params.${name}`],
  };
}

function byTag(name: string): Grouping {
  const field = `tags.${quoted(name, '`')}`;
  return {
    key: (eb) =>
      eb
        .selectFrom('tags as t')
        .select('t.value')
        .whereRef('t.run', '=', 'runs.number')
        .where('t.key', '=', name)
        .$asScalar(),
    label: (run) => `${name}: ${run.tags[name] ?? 'none'}`,
    filter: (run) => matching(field, run.tags[name] ?? null),
    columns: [],
  };
}

const matching = (field: string, value: ParamValue): string =>
  value === null ? `${field} is null` : `${field} = ${typeof value === 'string' ? quoted(value) : String(value)}`;
