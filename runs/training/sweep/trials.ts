import { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import { didYouMean } from '#shared/domain/did-you-mean.ts';
import { parseOptions } from '#shared/domain/parse-options.ts';
import type { ParamValue } from '#shared/domain/run.ts';
import { maxTrials, type SweepRange, type SweepRequest } from '#shared/domain/sweep.ts';
import { createRandom, type Random } from '#runs/matrix/random.ts';

/** What is searched over: the parameters of an algorithm of any kind. */
export type Swept = { name: string; config: z.ZodObject };

/** What a trial varies. */
export type Trial = Record<string, ParamValue>;

/** Draws in vain after which a space is taken for empty of new trials. */
const patience = 50;

/**
 * The trials of a sweep, each different, in the order in which they are tried. Equal request and seed give equal trials.
 * @throws KindredError invalid_input where a parameter does not exist, a value is not allowed, or a grid is given a range or too large
 */
export function trialsOf({ base, over, method }: SweepRequest, algorithm: Swept): Trial[] {
  checkNames(over, algorithm);
  const trials = method.kind === 'grid' ? gridOf(over) : drawn(over, method.trials, algorithm, base.seed);
  const what = `The algorithm ${algorithm.name}`;
  for (const trial of trials) parseOptions(algorithm.config, { ...base.config, ...trial }, what);
  return trials;
}

function checkNames(over: SweepRequest['over'], { config, name }: Swept): void {
  const known = Object.keys(config.shape);
  const unknown = Object.keys(over).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new KindredError(
    'invalid_input',
    `The algorithm ${name} has no parameter "${unknown}".${didYouMean(unknown, known)} It has ${known.join(', ')}.`,
  );
}

/** All combinations; the last parameter changes fastest. */
function gridOf(over: SweepRequest['over']): Trial[] {
  let trials: Trial[] = [{}];
  for (const [key, values] of Object.entries(over)) {
    if (!Array.isArray(values)) {
      throw new KindredError(
        'invalid_input',
        `A grid needs the values of ${key} one by one, and it has a range. List them, or use the method random.`,
      );
    }
    const distinct = [...new Set(values)];
    if (trials.length * distinct.length > maxTrials) {
      throw new KindredError(
        'too_large',
        `The grid has more than ${maxTrials} trials. Vary fewer parameters or values, or use the method random.`,
      );
    }
    trials = trials.flatMap((trial) => distinct.map((value) => ({ ...trial, [key]: value })));
  }
  return trials;
}

/** As many different trials as were asked for, or as there are. */
function drawn(over: SweepRequest['over'], count: number, { config }: Swept, seed: number): Trial[] {
  const random = createRandom(seed, 'sweep');
  const trials = new Map<string, Trial>();
  for (let vain = 0; trials.size < count && vain < patience;) {
    const trial = Object.fromEntries(
      Object.entries(over).map(([key, from]) => [
        key,
        Array.isArray(from) ? from[random.below(from.length)]! : inRange(from, isWhole(config.shape[key]), random),
      ]),
    );
    const text = JSON.stringify(trial);
    vain = trials.has(text) ? vain + 1 : 0;
    trials.set(text, trial);
  }
  return [...trials.values()];
}

function inRange({ min, max, scale }: SweepRange, whole: boolean, random: Random): number {
  // A whole number has the stretch around it, so that the ends are as likely as the others.
  const [low, high] = whole && scale === 'linear' ? [min - 0.5, max + 0.5] : [min, max];
  const at = random.next();
  const value = scale === 'log' ? low * (high / low) ** at : low + (high - low) * at;
  return Math.min(max, Math.max(min, whole ? Math.round(value) : Number(value.toPrecision(6))));
}

/** Whether a field of a config takes whole numbers only. */
function isWhole(field: unknown): boolean {
  const schema = z.toJSONSchema(field as z.ZodType, { io: 'input' });
  return [schema, ...(schema.anyOf ?? [])].some(({ type }) => type === 'integer');
}
