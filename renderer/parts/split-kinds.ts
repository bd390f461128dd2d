import type { Dataset } from '#shared/domain/dataset.ts';
import type { SplitKind } from '#shared/domain/split.ts';

/** The ways to hold something out, in words. */
export const splitKinds: { kind: SplitKind; label: string; help: string }[] = [
  { kind: 'temporal', label: 'By time', help: 'The newest interactions of all are held out.' },
  { kind: 'random', label: 'Random by user', help: 'A share of each user’s interactions is held out.' },
  { kind: 'leave-one-out', label: 'Leave one out', help: 'The last interaction of each user is held out.' },
  { kind: 'folds', label: 'Folds', help: 'Every interaction is held out once, in one of five folds.' },
  { kind: 'given', label: 'As the data has it', help: 'The held-out part came with the data.' },
];

type Known = Pick<Dataset, 'has_times' | 'given'>;

/** What is taken where no kind is chosen. */
export const usualKind = ({ has_times }: Known): SplitKind => (has_times ? 'temporal' : 'random');

/** Whether a split can be made of this dataset, and if not, why. */
export function splitObstacle(kind: SplitKind, dataset: Known): string | null {
  if (kind === 'temporal' && !dataset.has_times) return 'the data has no times';
  if (kind === 'given' && dataset.given === 'none') return 'the data brings no held-out part';
  return null;
}

/** The kinds as options of a select; those that cannot be made say why. */
export const splitOptions = (dataset: Known | undefined) =>
  splitKinds.map(({ kind, label }) => {
    const obstacle = dataset && splitObstacle(kind, dataset);
    return { value: kind, label: obstacle ? `${label} — ${obstacle}` : label, disabled: Boolean(obstacle) };
  });
