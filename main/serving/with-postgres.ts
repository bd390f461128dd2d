import type { Environment } from '#runs/data/postgres/passwords.ts';
import { createForwarder } from '#runs/serving/postgres/forward-interactions.ts';
import { precomputedLists } from '#runs/serving/postgres/precomputed-lists.ts';
import { openServingDatabase } from '#runs/serving/postgres/serving-database.ts';
import type { Precomputed } from '#runs/serving/precomputed.ts';
import type { Log } from '../log.ts';
import type { ServingApi, ServingApiOptions } from './serving-api.ts';

/** What a serving API does with the Postgres of an application. */
export type PostgresUse = {
  /** `postgresql://…`; that of KINDRED_DB_URL where it is empty. */
  address: string;
  schema: string;
  /** When lists of `user_recommendation` are read; null for never. */
  precomputed: Precomputed['order'] | null;
  /** Whether interactions are passed on to `user_interaction`. */
  forwards: boolean;
};

/** Reads at once; a request that finds none free is answered by the model. */
const readers = 4;
/** Interactions that may wait on the disk for a database that is away. */
const outboxLimit = 1_000_000;

export type PostgresPart = {
  /** What the API is made with. */
  options: Pick<ServingApiOptions, 'precomputed' | 'outboxLimit'>;
  /** Starts passing on; the API that comes back ends both. */
  attach(api: ServingApi): ServingApi;
  /** Where there is no API to end it. */
  close(): Promise<void>;
};

/**
 * A database that is slow or away costs answers nothing but the budget: it is logged, and asked again.
 * @throws KindredError invalid_input where the address is none
 */
export async function usePostgres(use: PostgresUse, env: Environment, log: Log): Promise<PostgresPart> {
  const { address, schema, precomputed: order, forwards } = use;
  const open = (count: number) => Promise.all(Array.from({ length: count }, () => openServingDatabase(address, env)));
  const warn = (what: string) => (error: unknown) => log.warn(error, what);
  const [reading, writing] = [await open(order ? readers : 0), await open(forwards ? 1 : 0)];
  const lists =
    order &&
    precomputedLists(reading, {
      schema,
      order,
      now: Date.now,
      onError: warn('Precomputed lists could not be read; the model answers'),
    });
  const close = async () => {
    await Promise.all([...reading, ...writing].map((database) => database.close()));
  };
  return {
    close,
    options: { precomputed: lists, outboxLimit: forwards ? outboxLimit : null },
    attach(api) {
      const onError = warn('Interactions could not be passed on; they wait on the disk');
      const { outbox } = api.runtime.interactions;
      const forwarders = writing.map((database) => createForwarder(database, outbox, { schema, onError }));
      return {
        ...api,
        async close() {
          await Promise.all(forwarders.map((forwarder) => forwarder.close()));
          await api.close();
          await close();
        },
      };
    },
  };
}
