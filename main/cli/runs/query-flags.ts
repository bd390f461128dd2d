import type { Command } from 'commander';

/** Which runs a command is about, and in which order. */
export type QueryOptions = { filter?: string; orderBy?: string; deleted?: boolean };

export const addQueryFlags = (command: Command): Command =>
  command
    .option('--filter <query>', `such as 'ndcg@10 > 0.3 and algorithm = "user_knn"'`)
    .option('--order-by <fields>', `such as 'ndcg@10 desc, created_at' (created_at desc)`)
    .option('--deleted', 'archived runs instead of the others');

export const queryOf = ({ filter, orderBy, deleted }: QueryOptions) => ({ filter, order_by: orderBy, deleted });
