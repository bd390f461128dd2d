import { defined, numberOf, textOf } from '../../core/search-text.ts';

/** What the form starts with: a dataset, an algorithm, or the settings of an earlier run; `held_out` is the share of the test part. */
export type TrainSearch = { dataset?: string; algorithm?: string; from?: string; held_out?: number };

export function readTrainSearch(search: Record<string, unknown>): TrainSearch {
  return defined({
    dataset: textOf(search['dataset']),
    algorithm: textOf(search['algorithm']),
    from: textOf(search['from']),
    held_out: numberOf(search['held_out']),
  });
}
