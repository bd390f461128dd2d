import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import { Recipe } from '#shared/domain/dataset.ts';

/** What a recipe file may say; the flags of the command say the rest. */
export type RecipeFile = z.infer<typeof RecipeJson>;

const RecipeJson = Recipe.partial();
const Options = z.record(z.string(), z.json());

/** Recipes are written by people: past this size the file is something else. */
const maxBytes = 16 * 1024 * 1024;

/**
 * A recipe as `datasets show --json` prints it (`source`, `options`, `weighting`), or only the options of a source.
 * @throws KindredError not_found, too_large, or invalid_input where it is not JSON or not a recipe
 */
export async function readRecipe(path: string): Promise<RecipeFile> {
  const json = parse(path, await read(path));
  if (typeof json === 'object' && json !== null && 'source' in json) {
    const recipe = RecipeJson.safeParse(json);
    if (!recipe.success) throw notRecipe(path, recipe.error);
    return recipe.data;
  }
  const options = Options.safeParse(json);
  if (!options.success) throw notRecipe(path, options.error);
  return { options: options.data };
}

async function read(path: string): Promise<string> {
  const facts = await stat(path).catch(() => null);
  if (!facts?.isFile()) {
    throw new KindredError('not_found', `There is no recipe file at "${path}". Check the path of --recipe.`);
  }
  if (facts.size > maxBytes) {
    throw new KindredError('too_large', `"${path}" is larger than 16 MB, so it is no recipe. Is it the data itself?`);
  }
  return readFile(path, 'utf8');
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new KindredError('invalid_input', `The recipe "${path}" is not valid JSON: ${reason}.`, { cause: error });
  }
}

function notRecipe(path: string, error: z.ZodError): KindredError {
  const reasons = error.issues.map((issue) => `${issue.path.join('.') || 'recipe'}: ${issue.message}`);
  return new KindredError('invalid_input', `"${path}" is not a recipe. ${reasons.join('; ')}.`, {
    details: error.issues,
  });
}
