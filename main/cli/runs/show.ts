import type { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { definitionsText, evaluationText } from '../evaluation-text.ts';
import { examples } from '../examples.ts';
import { wholeRunText } from '../run-text.ts';
import { withCore } from '../session.ts';
import { paragraphs } from '../text.ts';

export function showRunCommand(command: Command, cli: Cli): void {
  command
    .argument('<run>', 'number, name (the newest of that name) or id')
    .option('--definitions', 'say what each number is: its formula, its conventions and which end is better')
    .action(async (ref: string, { definitions = false }: { definitions?: boolean }) => {
      const { run, artifacts, evaluation } = await withCore(cli, async ({ client }) => {
        const found = await client.runs.show({ run: ref });
        const [files, report] = await Promise.all([
          client.runs.artifacts({ run: found.id }),
          client.runs.evaluation({ run: found.id }),
        ]);
        return { run: found, artifacts: files, evaluation: report };
      });
      const said = evaluation ? evaluationText(evaluation) : '';
      const defined = evaluation && definitions ? definitionsText(evaluation) : '';
      cli.print({
        json: { run, artifacts, evaluation },
        text: paragraphs(wholeRunText(run, artifacts), said, defined),
      });
    });
  examples(
    command,
    'kindred runs show 3',
    'kindred runs show 3 --definitions',
    'kindred runs show "user_knn n_neighbors=50" --json',
  );
}
