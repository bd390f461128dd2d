import type { Catalogue } from '#shared/domain/connection.ts';
import { readTables } from './catalogue.ts';
import { lookInto } from './look-into.ts';
import { recognise } from './presets.ts';
import type { ConnectionTarget } from './target.ts';

/** What is asked of a database before anything is read from it. */
export { previewRows } from './preview.ts';
export { testConnection } from './test-connection.ts';

/** Tables and columns to choose from. @throws KindredError of connecting, or of the database */
export function readCatalogue(target: ConnectionTarget): Promise<Catalogue> {
  return lookInto(target, async (session) => {
    const { tables, truncated } = await readTables(session);
    return { database: target.database, tables, truncated, recognised: recognise(tables) };
  });
}
