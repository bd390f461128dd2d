import { sweepValuesText } from '#shared/domain/sweep-values.ts';
import type { InputOf } from '../../core/calls.ts';

/** Quoted for a POSIX shell where it needs to be. */
const quoted = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

const jsonOrText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

type Flags = readonly (readonly [flag: string, value: string | undefined])[];

/** What is as usual is left out. */
const commandOf = (command: string, flags: Flags): string =>
  [command, ...flags.flatMap(([flag, value]) => (value === undefined ? [] : [`${flag} ${quoted(value)}`]))].join(' ');

function baseFlags(request: Omit<InputOf<'runs.start'>, 'name'>, datasetName: string): Flags {
  const { algorithm, config = {}, split = {}, candidates, ks = [], seed, seeds = 1, experiment } = request;
  return [
    ['--dataset', datasetName],
    ['--algorithm', algorithm],
    ...Object.entries(config).map(([key, value]) => ['--set', `${key}=${jsonOrText(value)}`] as const),
    ['--split', split.kind],
    ['--test-share', split.test_share === 0.2 ? undefined : split.test_share?.toString()],
    ['--validation', split.validation_share ? String(split.validation_share) : undefined],
    ['--candidates', candidates === 'all' ? undefined : candidates],
    ['--k', ks.join() === '5,10,20' ? undefined : ks.join()],
    ['--seed', seed === 42 ? undefined : seed?.toString()],
    ['--seeds', seeds === 1 ? undefined : String(seeds)],
    ['--experiment', experiment],
  ];
}

/** The same run on the command line. */
export const trainCommand = (request: InputOf<'runs.start'>, datasetName: string): string =>
  commandOf('kindred train', [...baseFlags(request, datasetName), ['--name', request.name]]);

/** The same sweep on the command line. */
export function sweepCommand(
  { name, base, over, method = { kind: 'grid' }, metric }: InputOf<'sweeps.start'>,
  datasetName: string,
): string {
  const halving = method.kind === 'halving' ? method : null;
  return commandOf('kindred sweep', [
    ...baseFlags(base, datasetName),
    ...Object.entries(over).map(([key, values]) => ['--over', `${key}=${sweepValuesText(values)}`] as const),
    ['--method', method.kind === 'grid' ? undefined : method.kind],
    ['--trials', method.kind === 'grid' ? undefined : method.trials?.toString()],
    ['--eta', halving?.eta?.toString()],
    ['--min-share', halving?.min_share?.toString()],
    ['--metric', metric],
    ['--name', name],
  ]);
}
