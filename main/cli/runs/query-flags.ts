import type { Command } from 'commander';
import type { Kind } from '#shared/domain/kind.ts';
import { kindFlag } from '../flags.ts';

/** Which runs a command is about, and in which order. */
export type QueryOptions = { kind?: Kind; filter?: string; orderBy?: string; deleted?: boolean };

export const addQueryFlags = (command: Command): Command =>
  command
    .option('--filter <query>', `such as 'ndcg@10 > 0.3 and algorithm = "user_knn"'`)
    .option('--order-by <fields>', `such as 'ndcg@10 desc, created_at' (created_at desc)`)
    .option('--deleted', 'archived runs instead of the others')
    .addOption(kindFlag('runs'));

export const queryOf = ({ kind, filter, orderBy, deleted }: QueryOptions) => ({
  kind,
  filter,
  order_by: orderBy,
  deleted,
});
