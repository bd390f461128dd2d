import type { Command } from 'commander';
import { formatCount } from '#shared/domain/format-count.ts';
import type { Cli } from '../cli.ts';
import { datasetText } from '../dataset-text.ts';
import { examples } from '../examples.ts';
import { withCore } from '../session.ts';
import { paragraphs } from '../text.ts';
import { followDataset } from './follow-dataset.ts';

export function refreshDatasetCommand(command: Command, cli: Cli): void {
  command.argument('<dataset>', 'name (its newest version), name@version or id').action(async (ref: string) => {
    const { before, dataset } = await withCore(cli, async (session) => {
      const found = await session.client.datasets.show({ dataset: ref });
      const refreshed = await followDataset(session, found.name, () =>
        session.client.datasets.refresh({ dataset: ref }),
      );
      return { before: found, dataset: refreshed };
    });
    const rows = dataset.interactions - before.interactions;
    const came =
      dataset.id === before.id
        ? `Nothing newer is there; version ${before.version} stays the newest.`
        : rows < 0
          ? `${formatCount(-rows)} interactions fewer than in version ${before.version}: what they name was deleted since.`
          : `${formatCount(rows)} interactions came since version ${before.version}.`;
    cli.print({ json: { dataset, new_interactions: rows }, text: paragraphs(came, datasetText(dataset)) });
  });
  examples(command, 'kindred datasets refresh shop', 'kindred datasets refresh shop@3 --json');
}
