import type { Handlers } from '#shared/api/rpc.ts';
import type { ConnectionReport } from '#shared/domain/connection.ts';
import type { ConnectionTarget } from '#runs/data/postgres/target.ts';
import type { ConnectionService } from './connection-service.ts';
import type { CoreContext } from './context.ts';

/** The driver is loaded when a database is asked for the first time. */
const postgres = () => import('#runs/data/postgres/look-around.ts');

export function connectionHandlers({ emit }: CoreContext, connections: ConnectionService): Handlers['connections'] {
  const tests = new Map<string, AbortController>();
  const changed = <T>(value: T): T => {
    emit({ type: 'connections.changed' });
    return value;
  };

  async function test(target: ConnectionTarget, id: string | undefined): Promise<ConnectionReport> {
    const stop = new AbortController();
    const { testConnection } = await postgres();
    if (id === undefined) return testConnection(target, () => {}, stop.signal);
    tests.get(id)?.abort();
    tests.set(id, stop);
    try {
      return await testConnection(target, (stage) => emit({ type: 'connection.stage', id, stage }), stop.signal);
    } finally {
      if (tests.get(id) === stop) tests.delete(id);
    }
  }

  return {
    list: async () => ({ connections: await connections.list(), keeping: await connections.keeping() }),
    save: async (connection) => changed(await connections.save(connection)),
    delete: async ({ connection }) => changed({ deleted: await connections.delete(connection) }),
    test: async ({ target, id }) => test(await connections.targetOf(target), id),
    cancelTest({ id }) {
      tests.get(id)?.abort();
      return { cancelled: tests.has(id) };
    },
    catalogue: async ({ target }) => (await postgres()).readCatalogue(await connections.targetOf(target)),
    preview: async ({ target, options }) => {
      const { previewRows } = await postgres();
      return previewRows(await connections.targetOf(target), options);
    },
  };
}
