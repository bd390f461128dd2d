import type { Command } from 'commander';
import { usualCron } from '#shared/domain/retraining.ts';
import type { Cli } from '../cli.ts';
import { examples } from '../examples.ts';
import { numberBetween } from '../flags.ts';
import { withCore } from '../session.ts';
import { plansText } from './retraining-text.ts';

type Options = { cron?: string; webhook?: string; maxDrop?: number; off?: boolean; remove?: boolean };

export function planRetrainCommand(command: Command, cli: Cli): void {
  command
    .argument('<model>', 'the model whose live version is trained again')
    .option('--cron <text>', `when, in UTC: minute hour day month weekday (${usualCron})`)
    .option('--webhook <address>', 'told of every ending that needs somebody; "none" for nobody')
    .option(
      '--max-drop <percent>',
      'how much worse the metric may be on newer data, in percent (10)',
      numberBetween(0, 100),
    )
    .option('--off', 'keep the plan, and do not follow it')
    .option('--remove', 'forget the plan')
    .action(async (model: string, { cron, webhook, maxDrop, off = false, remove }: Options) => {
      const plans = await withCore(cli, async ({ client }) => {
        const before = (await client.retraining.plans({})).find((plan) => plan.model === model);
        if (remove) await client.retraining.remove({ model });
        else {
          const { by: _by, changed_at: _at, next_at: _next, ...settings } = before ?? { model };
          await client.retraining.save({
            ...settings,
            enabled: !off,
            ...(cron !== undefined && { cron }),
            ...(webhook !== undefined && { webhook: webhook === 'none' ? null : webhook }),
            ...(maxDrop !== undefined && { max_drop: maxDrop / 100 }),
          });
        }
        return client.retraining.plans({});
      });
      if (!remove && !off)
        cli.note('The workbench follows it while it is open, and so does "kindred serve --retrain".');
      cli.print({ json: { plans }, text: plansText(plans) });
    });
  examples(
    command,
    'kindred retrain plan feed',
    `kindred retrain plan feed --cron '30 4 * * 1' --webhook https://example.org/hook`,
    'kindred retrain plan feed --remove',
  );
}
