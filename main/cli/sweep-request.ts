import type { z } from 'zod';
import { KindredError } from '#shared/api/errors.ts';
import type { SweepRequest } from '#shared/domain/sweep.ts';
import { splitFrom, treatmentFrom } from './ranking-flags.ts';
import type { SweepOptions } from './sweep.ts';

export type InputOfSweep = z.input<typeof SweepRequest>;

/** What the flags ask for. A flag that was not given is undefined, and the contract's default holds. */
export function sweepRequest(options: SweepOptions): InputOfSweep {
  const { dataset, algorithm, over, name, metric, seed, seeds, experiment, candidates, validation } = options;
  if (dataset === undefined) throw missing('--dataset <name>');
  if (algorithm === undefined) throw missing('--algorithm <name>');
  if (over === undefined) throw missing('--over <key=values>');
  return {
    name,
    base: {
      dataset,
      algorithm,
      config: options.set,
      experiment,
      split: { ...splitFrom(options), validation_share: validation },
      candidates,
      evaluation: treatmentFrom(options),
      ks: options.k,
      seed,
      seeds,
    },
    over,
    method: methodFrom(options),
    metric,
  };
}

function methodFrom({ method = 'grid', trials, eta, minShare }: SweepOptions): InputOfSweep['method'] {
  if (method === 'grid') return { kind: 'grid' };
  return method === 'random' ? { kind: 'random', trials } : { kind: 'halving', trials, eta, min_share: minShare };
}

const missing = (flag: string): KindredError =>
  new KindredError('invalid_input', `${flag} is missing. "kindred sweep --help" has examples.`);
