import type { Command } from 'commander';
import { KindredError } from '#shared/api/errors.ts';
import type { Client } from '#shared/api/rpc.ts';
import type { Run } from '#shared/domain/run.ts';
import type { Cli } from './cli.ts';
import { examples } from './examples.ts';
import { required, wholeNumber } from './flags.ts';
import { recommendationsText } from './recommendations-text.ts';
import { withCore } from './session.ts';

type Options = { user: string; run?: string; dataset?: string; limit?: number; explain?: boolean };

export function recommendCommand(command: Command, cli: Cli): void {
  required(command, '--user <id>', 'a user of the dataset; an unknown one gets what the run does for new users')
    .option('--run <run>', 'number, name or id (the newest finished run)')
    .option('--dataset <name>', 'the newest finished run on this dataset')
    .option('--limit <n>', 'at most so many items (10)', wholeNumber(1, 100))
    .option('--explain', 'show what each score is made of')
    .action(async (options: Options) => {
      const { user, limit, explain } = options;
      const { run, answer } = await withCore(cli, async ({ client }) => {
        const chosen = await chooseRun(client, options);
        return { run: chosen, answer: await client.runs.recommend({ run: chosen.id, user, limit, explain }) };
      });
      const { known, recommendations } = answer;
      const { id, number, name } = run;
      cli.print({
        json: { user_id: user, known, recommendations, run: { id, number, name } },
        text: recommendationsText(run, answer),
      });
    });
  examples(
    command,
    'kindred recommend --user user1',
    'kindred recommend --run 3 --user user1 --limit 5 --explain',
    'kindred recommend --dataset shop --user 42 --json',
  );
}

/** The run that was named, else the newest that finished. */
async function chooseRun(client: Client, { run, dataset }: Options): Promise<Run> {
  if (run !== undefined) return client.runs.show({ run });
  const id = dataset === undefined ? null : (await client.datasets.show({ dataset })).id;
  for (let offset = 0; ; offset += 1000) {
    const page = await client.runs.list({ filter: 'status = "FINISHED"', limit: 1000, offset });
    const found = page.runs.find((candidate) => id === null || candidate.dataset.id === id);
    if (found) return found;
    if (page.runs.length === 0) throw noRun(dataset);
  }
}

function noRun(dataset: string | undefined): KindredError {
  const where = dataset === undefined ? '' : ` on dataset "${dataset}"`;
  const way = `kindred train --dataset ${dataset ?? 'NAME'} --algorithm user_knn`;
  return new KindredError('not_found', `There is no finished run${where}. Train one first: ${way}`);
}
