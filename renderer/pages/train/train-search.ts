import { SplitKind } from '#shared/domain/split.ts';
import { defined, numberOf, oneOf, textOf } from '../../core/search-text.ts';

/**
 * What the form starts with: a dataset, an algorithm, or the settings of an earlier run; the split that was looked at on the page Data, with the
 * shares of its test and validation part.
 */
export type TrainSearch = {
  dataset?: string;
  algorithm?: string;
  from?: string;
  split?: SplitKind;
  held_out?: number;
  validation?: number;
};

export function readTrainSearch(search: Record<string, unknown>): TrainSearch {
  return defined({
    dataset: textOf(search['dataset']),
    algorithm: textOf(search['algorithm']),
    from: textOf(search['from']),
    split: oneOf(SplitKind.options, search['split']),
    held_out: shareOf(search['held_out']),
    validation: shareOf(search['validation']),
  });
}

/** Below 1, as a split wants it. */
function shareOf(value: unknown): number | undefined {
  const share = numberOf(value);
  return share !== undefined && share >= 0 && share < 1 ? share : undefined;
}
