import type { InputOf } from '../../core/calls.ts';

/** Quoted for a POSIX shell where it needs to be. */
const quoted = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

const jsonOrText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The same run on the command line; what is as usual is left out. */
export function trainCommand(request: InputOf<'runs.start'>, datasetName: string): string {
  const { algorithm, config = {}, split = {}, candidates, ks = [], seed, seeds = 1, name, experiment } = request;
  const flags: [string, string | undefined][] = [
    ['--dataset', datasetName],
    ['--algorithm', algorithm],
    ...Object.entries(config).map(([key, value]): [string, string] => ['--set', `${key}=${jsonOrText(value)}`]),
    ['--split', split.kind],
    ['--test-share', split.test_share === 0.2 ? undefined : split.test_share?.toString()],
    ['--candidates', candidates === 'all' ? undefined : candidates],
    ['--k', ks.join() === '5,10,20' ? undefined : ks.join()],
    ['--seed', seed === 42 ? undefined : seed?.toString()],
    ['--seeds', seeds === 1 ? undefined : String(seeds)],
    ['--name', name],
    ['--experiment', experiment],
  ];
  const parts = flags.flatMap(([flag, value]) => (value === undefined ? [] : [`${flag} ${quoted(value)}`]));
  return ['kindred train', ...parts].join(' ');
}
