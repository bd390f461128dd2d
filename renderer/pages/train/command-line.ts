import type { DatasetIdentity } from '#shared/domain/dataset.ts';
import { sweepValuesText } from '#shared/domain/sweep-values.ts';
import type { InputOf } from '../../core/calls.ts';

/** Quoted for a POSIX shell where it needs to be. */
const quoted = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

const jsonOrText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

type Flags = readonly (readonly [flag: string, value: string | undefined])[];

/** What is as usual is left out; a flag without a value stands alone. */
const commandOf = (command: string, flags: Flags): string =>
  [
    command,
    ...flags.flatMap(([flag, value]) =>
      value === undefined ? [] : [value === '' ? flag : `${flag} ${quoted(value)}`],
    ),
  ].join(' ');

type Version = Pick<DatasetIdentity, 'name' | 'version'> | undefined;
type RunRequest = Omit<InputOf<'runs.start'>, 'name'>;
type QueryRunRequest = Omit<InputOf<'performance.train'>, 'name'>;

const commonFlags = ({ algorithm, config = {} }: RunRequest | QueryRunRequest, dataset: Version): Flags => [
  ['--dataset', dataset ? `${dataset.name}@${dataset.version}` : ''],
  ['--algorithm', algorithm],
  ...Object.entries(config).map(([key, value]) => ['--set', `${key}=${jsonOrText(value)}`] as const),
];

const repeatFlags = ({ seed, seeds = 1, experiment }: RunRequest | QueryRunRequest): Flags => [
  ['--seed', seed === 42 ? undefined : seed?.toString()],
  ['--seeds', seeds === 1 ? undefined : String(seeds)],
  ['--experiment', experiment],
];

function baseFlags(request: RunRequest, dataset: Version): Flags {
  const { split = {}, candidates, ks = [] } = request;
  return [
    ...commonFlags(request, dataset),
    ['--split', split.kind],
    ['--test-share', split.test_share === 0.2 ? undefined : split.test_share?.toString()],
    ['--validation', split.validation_share ? String(split.validation_share) : undefined],
    ['--candidates', candidates === 'all' ? undefined : candidates],
    ['--k', ks.join() === '5,10,20' ? undefined : ks.join()],
    ...repeatFlags(request),
  ];
}

/** Whatever the form holds is said, also where it is as usual. */
function queryFlags(request: QueryRunRequest, dataset: Version): Flags {
  const { preparation = {}, split = {}, learning_curve, permutations } = request;
  return [
    ...commonFlags(request, dataset),
    ['--target-scale', preparation.target_scale],
    ['--imputation', preparation.imputation],
    ['--clip', preparation.clip_percentile?.toString()],
    ['--no-standardise', preparation.standardise === false ? '' : undefined],
    ['--test-share', split.test_share?.toString()],
    ['--calibration-share', split.calibration_share?.toString()],
    ['--folds', split.n_folds === 1 ? undefined : split.n_folds?.toString()],
    ['--split-seed', split.seed?.toString()],
    ['--learning-curve', learning_curve?.toString()],
    ['--permutations', permutations?.toString()],
    ...repeatFlags(request),
  ];
}

/** The same run on the command line. */
export const trainCommand = (request: InputOf<'runs.start'>, dataset: Version): string =>
  commandOf('kindred train', [...baseFlags(request, dataset), ['--name', request.name]]);

/** The same run about query performance on the command line. */
export const queryTrainCommand = (request: InputOf<'performance.train'>, dataset: Version): string =>
  commandOf('kindred queries train', [...queryFlags(request, dataset), ['--name', request.name]]);

/** The same sweep on the command line. */
export function sweepCommand(request: InputOf<'sweeps.start'>, dataset: Version): string {
  const { name, over, method = { kind: 'grid' }, metric } = request;
  const halving = method.kind === 'halving' ? method : null;
  const isOfQueries = request.kind === 'query_performance';
  return commandOf(isOfQueries ? 'kindred queries sweep' : 'kindred sweep', [
    ...(isOfQueries ? queryFlags(request.base, dataset) : baseFlags(request.base, dataset)),
    ...Object.entries(over).map(([key, values]) => ['--over', `${key}=${sweepValuesText(values)}`] as const),
    ['--method', method.kind === 'grid' ? undefined : method.kind],
    ['--trials', method.kind === 'grid' ? undefined : method.trials?.toString()],
    ['--eta', halving?.eta?.toString()],
    ['--min-share', halving?.min_share?.toString()],
    ['--metric', metric],
    ['--name', name],
  ]);
}
