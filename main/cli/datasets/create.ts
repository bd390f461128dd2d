import type { Command } from 'commander';
import { KindredError } from '#shared/api/errors.ts';
import { Aggregation, Transform, WeightingPreset, type Weighting } from '#shared/domain/weighting.ts';
import type { Cli } from '../cli.ts';
import { datasetText } from '../dataset-text.ts';
import { warnOfPassword } from '../database-choice.ts';
import { examples } from '../examples.ts';
import { choice, finiteNumber, jsonOrText, pairs, required, type Json } from '../flags.ts';
import { withCore } from '../session.ts';
import { followDataset } from './follow-dataset.ts';
import { readRecipe, type RecipeFile } from './read-recipe.ts';

type Options = {
  name: string;
  source?: string;
  set?: Record<string, Json>;
  recipe?: string;
  weighting?: Weighting['preset'];
  weight?: Weighting['weights'];
  aggregation?: Weighting['aggregation'];
  transform?: Weighting['transform'];
};

export function createDatasetCommand(command: Command, cli: Cli): void {
  required(command, '--name <name>', 'name of the dataset; an existing one gets a new version')
    .option('--source <address>', 'synthetic:groups, synthetic:feed, file:PATH or postgres:URL')
    .option('--set <key=value>', 'an option of the source; may be given again', pairs(jsonOrText))
    .option('--recipe <file>', 'JSON of a whole recipe, or of the options of --source; flags come on top')
    .addOption(choice('--weighting <preset>', 'what an interaction type is worth (feed)', WeightingPreset.options))
    .option('--weight <type=number>', 'the worth of one type; may be given again', pairs(finiteNumber))
    .addOption(choice('--aggregation <how>', 'several interactions of one user and item (sum)', Aggregation.options))
    .addOption(choice('--transform <how>', 'applied to the aggregated values (none)', Transform.options))
    .action(async (options: Options) => {
      const recipe = await recipeOf(options);
      warnOfPassword(cli, recipe.source, ...Object.values(recipe.options));
      const { name } = options;
      const dataset = await withCore(cli, (session) =>
        followDataset(session, name, () => session.client.datasets.create({ name, recipe })),
      );
      cli.print({ json: { dataset }, text: datasetText(dataset) });
    });
  examples(
    command,
    'kindred datasets create --name sample --source synthetic:groups --set preset=six-groups',
    'kindred datasets create --name shop --source file:clicks.csv --set user=Who --set item=What --set type=Kind',
    'kindred datasets create --name ratings --source file:ratings.csv.gz --weighting explicit',
    'KINDRED_DB_URL=postgresql://postgres@localhost:5433/threads kindred datasets create --name feed --source postgres:',
    'kindred datasets create --name again --recipe recipe.json --weight like=0.5',
  );
}

/** Flags over the file; what neither says is left to the contract's defaults. */
async function recipeOf(options: Options) {
  const file: RecipeFile = options.recipe === undefined ? {} : await readRecipe(options.recipe);
  const source = options.source ?? file.source;
  if (source === undefined) {
    const way =
      'Say --source synthetic:groups, synthetic:feed, file:PATH or postgres:URL, or give a --recipe that has one.';
    throw new KindredError('invalid_input', `The dataset needs a source. ${way}`);
  }
  const { weighting } = file;
  return {
    source,
    options: { ...file.options, ...options.set },
    weighting: {
      preset: options.weighting ?? weighting?.preset,
      weights: { ...weighting?.weights, ...options.weight },
      aggregation: options.aggregation ?? weighting?.aggregation,
      transform: options.transform ?? weighting?.transform,
    },
  };
}
