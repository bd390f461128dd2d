import { z } from 'zod';
import { KindredError } from '../api/errors.ts';
import { didYouMean } from './did-you-mean.ts';

/**
 * Options that a person named, validated by the schema of what they are for.
 * @param owner what takes the options, at the start of the sentence: `The source file`
 * @throws KindredError invalid_input naming the option, what it may be, and the nearest name of an unknown one
 */
export function parseOptions<S extends z.ZodObject>(
  schema: S,
  options: Record<string, unknown>,
  owner: string,
): z.output<S> {
  const known = Object.keys(schema.shape);
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    const list = known.length > 0 ? `It has ${known.join(', ')}.` : 'It has none.';
    throw new KindredError(
      'invalid_input',
      `${owner} has no option "${unknown}".${didYouMean(unknown, known)} ${list}`,
    );
  }
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'options'}: ${message}`);
  const ended = sentences.map((sentence) => (/[.?]$/.test(sentence) ? sentence : `${sentence}.`));
  throw new KindredError('invalid_input', `${owner} cannot take these options. ${ended.join(' ')}`, {
    details: parsed.error.issues,
  });
}
