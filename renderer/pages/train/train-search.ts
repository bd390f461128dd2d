import { defined, textOf } from '../../core/search-text.ts';

/** What the form starts with: a dataset, an algorithm, or the settings of an earlier run. */
export type TrainSearch = { dataset?: string; algorithm?: string; from?: string };

export function readTrainSearch(search: Record<string, unknown>): TrainSearch {
  return defined({
    dataset: textOf(search['dataset']),
    algorithm: textOf(search['algorithm']),
    from: textOf(search['from']),
  });
}
