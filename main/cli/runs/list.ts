import type { Command } from 'commander';
import type { Run } from '#shared/domain/run.ts';
import type { RunGroup } from '#shared/domain/run-group.ts';
import type { Answer, Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { wholeNumber } from '../flags.ts';
import { groupsText } from '../groups-text.ts';
import { runsText } from '../run-text.ts';
import { withCore } from '../session.ts';
import { addQueryFlags, queryOf, type QueryOptions } from './query-flags.ts';

type Options = QueryOptions & { limit?: number; offset?: number; grouped?: boolean };

export function listRunsCommand(command: Command, cli: Cli): void {
  addQueryFlags(command)
    .option('--limit <n>', 'at most so many (100)', wholeNumber(1, 1000))
    .option('--offset <n>', 'leave out so many first (0)', wholeNumber(0, 1e9))
    .option('--grouped', 'runs that differ only in their seed as one, with means and intervals')
    .action(async (options: Options) => {
      const { limit, offset, grouped } = options;
      const query = { ...queryOf(options), limit, offset };
      const asked = `${options.filter ?? ''} ${options.orderBy ?? ''}`;
      cli.print(
        await withCore(cli, async ({ client }) => {
          if (grouped) return groupsAnswer(await client.runs.grouped(query), asked);
          const page = await client.runs.list(query);
          return { json: page, text: listText(page.runs, page.total, asked) };
        }),
      );
    });
  examples(
    command,
    'kindred runs list',
    `kindred runs list --filter 'ndcg@10 > 0.3 and algorithm = "user_knn"' --order-by 'ndcg@10 desc'`,
    'kindred runs list --grouped --order-by "ndcg@10 desc"',
    'kindred runs list --deleted --json',
  );
}

function listText(runs: readonly Run[], total: number, asked: string): string {
  if (total === 0) return noneText(asked);
  return `${runsText(runs, asked)}${restText(runs.length, total, 'runs')}`;
}

function groupsAnswer(page: { groups: RunGroup[]; total: number }, asked: string): Answer {
  const { groups, total } = page;
  const text =
    total === 0 ? noneText(asked) : `${groupsText(groups, asked)}${restText(groups.length, total, 'groups')}`;
  return { json: page, text };
}

const noneText = (asked: string): string =>
  asked.trim() === '' ? 'No runs yet. "kindred train" makes one.' : 'No run matches.';

const restText = (shown: number, total: number, what: string): string =>
  shown < total ? `\n\n${shown} of ${total} ${what}; --limit and --offset show the others.` : '';
