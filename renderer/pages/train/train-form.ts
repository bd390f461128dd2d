import { paramOfOption, type Run } from '#shared/domain/run.ts';
import type { SplitKind } from '#shared/domain/split.ts';
import type { InputOf } from '../../core/calls.ts';
import { commonRequest, emptyCommonForm, type CommonForm } from './common-form.ts';

type TrainRequest = InputOf<'runs.start'>;

/** What the form of a run of a recommender holds. */
export type TrainForm = CommonForm & {
  split: SplitKind | 'usual';
  testShare: number;
  /** Share of the training part that is held out from it; 0 for none. */
  validation: number;
  candidates: 'all' | 'given' | 'sampled';
  sampled: number;
  ks: string;
};

export const emptyForm: TrainForm = {
  ...emptyCommonForm,
  algorithm: 'user_knn',
  split: 'usual',
  testShare: 0.2,
  validation: 0,
  candidates: 'all',
  sampled: 99,
  ks: '5, 10, 20',
};

/** The settings of an earlier run. Parameters that its algorithm does not take now are left out. */
export function formOfRun(run: Run, configKeys: readonly string[]): TrainForm {
  const [candidates, count] = run.split.candidates.split(':');
  const testShare = run.params['test_share'];
  const validation = run.params['validation_share'];
  return {
    ...emptyForm,
    dataset: run.dataset.id,
    algorithm: run.algorithm,
    config: Object.fromEntries(
      configKeys.flatMap((key) => {
        const param = paramOfOption(key);
        return param in run.params ? [[key, run.params[param] ?? null]] : [];
      }),
    ),
    split: run.split.kind === 'by-query' ? emptyForm.split : run.split.kind,
    testShare: typeof testShare === 'number' ? testShare : emptyForm.testShare,
    validation: typeof validation === 'number' ? validation : emptyForm.validation,
    candidates: candidates === 'given' || candidates === 'sampled' ? candidates : 'all',
    sampled: Number(count ?? emptyForm.sampled),
    ks: run.ks.join(', '),
    seed: run.seed,
    name: run.name,
    experiment: run.experiment === 'default' ? '' : run.experiment,
  };
}

/** "5, 10, 20" as numbers; null where it is something else. */
export function readCutoffs(text: string): number[] | null {
  const parts = text.split(',').map((part) => part.trim());
  const numbers = parts.map(Number);
  const isGood = parts.every((part) => /^\d{1,4}$/.test(part)) && numbers.every((k) => k >= 1 && k <= 1000);
  return isGood ? [...new Set(numbers)].toSorted((a, b) => a - b) : null;
}

/** @returns null while something in the form cannot be sent at all */
export function requestOf(form: TrainForm): TrainRequest | null {
  const ks = readCutoffs(form.ks);
  if (!form.dataset || !form.algorithm || !ks) return null;
  const { split, testShare, validation } = form;
  return {
    ...commonRequest(form),
    split: { ...(split === 'usual' ? {} : { kind: split }), test_share: testShare, validation_share: validation },
    candidates: form.candidates === 'sampled' ? `sampled:${form.sampled}` : form.candidates,
    ks,
  };
}
