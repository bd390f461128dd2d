import { z } from 'zod';
import type { Relation } from './find-table.ts';
import type { Session } from './session.ts';
import { isLocalHost } from '#shared/domain/connection.ts';
import { tlsModeOf } from './start-tls.ts';

const Role = z.object({ superuser: z.boolean(), writes: z.boolean() });

/** What must be said of a role and its way although they work. @param relation that is read, or null for any */
export async function roleWarnings(session: Session, relation: Relation | null): Promise<string[]> {
  const { user, host, tls } = session.target;
  const [role] = await session.ask(
    Role,
    'asking what the role may do',
    `select r.rolsuper as superuser,
            case when $1::text is null
              then exists (select from pg_catalog.pg_class as c join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
                            where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
                              and pg_catalog.has_table_privilege(c.oid, 'insert, update, delete'))
              else pg_catalog.has_table_privilege($1::text::oid, 'insert, update, delete') end as writes
       from pg_catalog.pg_roles as r where r.rolname = current_user`,
    [relation?.table?.oid ?? null],
  );
  const warnings: string[] = [];
  if (role?.superuser) {
    warnings.push(
      `The role "${user}" is a superuser: a read-only transaction does not keep it from reading files of the server. Use a role that may only select from the tables that are read.`,
    );
  } else if (role?.writes) {
    warnings.push(
      `The role "${user}" may write. Kindred only reads, in read-only transactions; a role that may only select is safer.`,
    );
  }
  if (!isLocalHost(host) && tlsModeOf({ ...session.target, tls }) === 'disable') {
    warnings.push(`The way to ${host} is not encrypted: the data can be read on it. Choose "verify-full".`);
  } else if (tls === 'require') {
    warnings.push(
      `The server is not verified ("require"): somebody between could answer for ${host}. Choose "verify-full".`,
    );
  }
  return warnings;
}
