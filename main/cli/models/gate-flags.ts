import { InvalidArgumentError, type Command } from 'commander';

/** What promotion is decided on. */
export type GateFlags = { metric?: string; groupLimit?: number };

export const addGateFlags = (command: Command): Command =>
  command
    .argument('<model>', 'name@version, name@alias, or a name for its candidate')
    .option('--metric <name>', 'the metric that decides (ndcg@10)')
    .option('--group-limit <percent>', 'how much worse any group of users may be, in percent (2)', percent);

export const gateOptions = ({ metric, groupLimit }: GateFlags) => ({ metric, group_limit: groupLimit });

function percent(text: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (value >= 0 && value <= 100) return value / 100;
  throw new InvalidArgumentError('It must be a number from 0 to 100, such as 2.');
}
