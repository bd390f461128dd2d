import pg from 'pg';
import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import { databaseError } from './database-error.ts';
import { kindOf } from './catalogue.ts';
import { refuseName, type Relation } from './find-table.ts';
import { estimateRows } from './estimate-rows.ts';
import type { Session } from './session.ts';
import { configure } from './snapshot.ts';
import { codeOf } from './stage-error.ts';

const phase = 'checking the statement';

/**
 * One SELECT as a relation. It is explained before anything runs; the extended protocol takes one statement only, and the transaction
 * around it cannot write.
 * @param schema where names without a schema are looked for; nowhere unless said, so that nothing is found by accident
 * @throws KindredError invalid_input with what the server says of it
 */
export async function findStatement(session: Session, sql: string, schema?: string): Promise<Relation> {
  const text = sql.trim().replace(/[\s;]+$/, '');
  if (text === '') throw new KindredError('invalid_input', 'The statement is empty. Write one SELECT (--set sql=…).');
  if (text.includes('\0')) throw new KindredError('invalid_input', 'The statement has a zero character.');
  if (schema !== undefined) await useSchema(session, schema);
  try {
    await session.ask(z.unknown(), phase, `explain (format json) ${text}`);
    // A line of its own, so that a comment at the end does not take the bracket away.
    const from = `(\n${text}\n) as kindred_statement`;
    const rows = await estimateRows(session, from);
    return { table: null, label: 'the statement', from, columns: await columnsOf(session, from), rows };
  } catch (error) {
    throw sentenceFor(error, session);
  }
}

async function useSchema(session: Session, schema: string): Promise<void> {
  refuseName('schema', schema);
  await configure(session, { search_path: pg.escapeIdentifier(schema) });
}

const Field = z.object({ name: z.string(), type: z.string(), base: z.string(), type_kind: z.string() });

async function columnsOf(session: Session, from: string): Promise<Relation['columns']> {
  const fields = await session.describe(phase, `select * from ${from} limit 0`);
  const twice = fields.find(({ name }, at) => fields.findIndex((other) => other.name === name) !== at);
  if (twice) {
    throw new KindredError(
      'invalid_input',
      `The statement has two columns named "${twice.name}". Give one of them another name with AS.`,
    );
  }
  const types = await session.ask(
    Field,
    phase,
    `select f.name, pg_catalog.format_type(f.oid, f.modifier) as type, b.typtype::text as type_kind,
            pg_catalog.format_type(b.oid, null) as base
       from rows from (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[]::oid[]), pg_catalog.unnest($3::int4[]))
              with ordinality as f(name, oid, modifier, place)
       join pg_catalog.pg_type as t on t.oid = f.oid
       join pg_catalog.pg_type as b on b.oid = coalesce(nullif(t.typbasetype, 0), t.oid)
      order by f.place`,
    [fields.map(({ name }) => name), fields.map(({ oid }) => String(oid)), fields.map(({ modifier }) => modifier)],
  );
  return types.map(({ name, type, base, type_kind }) => ({
    name,
    type,
    kind: kindOf(base, type_kind),
    nullable: true,
  }));
}

function sentenceFor(error: unknown, session: Session): Error {
  const cause = error instanceof KindredError ? error.cause : error;
  const code = codeOf(cause);
  const reason = cause instanceof Error ? cause.message : '';
  if (code === '42601') {
    const several = /multiple commands/.test(reason);
    return new KindredError(
      'invalid_input',
      several
        ? 'The statement is several statements. Write one SELECT (--set sql=…).'
        : `The statement cannot be read: ${reason}. Write one SELECT (--set sql=…).`,
      { cause },
    );
  }
  if (code === '25006') {
    return new KindredError('invalid_input', `The statement would write (${reason}). Write one SELECT (--set sql=…).`, {
      cause,
    });
  }
  if (code === '42P01') {
    return new KindredError(
      'not_found',
      `The statement does not work: ${reason}. Write tables with their schema (public.clicks), or say where they are with --set schema=public.`,
      { cause },
    );
  }
  if (/^(42|22|0A)/.test(code)) {
    return new KindredError('invalid_input', `The statement does not work: ${reason}.`, { cause });
  }
  return databaseError(error, session.target, phase);
}
