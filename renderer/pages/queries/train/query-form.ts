import { paramOfOption, type Run } from '#shared/domain/run.ts';
import type { Json } from '../../../components/schema-form/form-fields.ts';
import type { InputOf } from '../../../core/calls.ts';
import { commonRequest, emptyCommonForm, type CommonForm } from '../../train/common-form.ts';

type Values = Record<string, Json>;

/** What the form of a run about query performance holds. */
export type QueryForm = CommonForm & {
  preparation: Values;
  split: Values;
  /** Of the report: points of the learning curve, shuffles of each feature. */
  report: Values;
};

export const emptyQueryForm: QueryForm = {
  ...emptyCommonForm,
  algorithm: 'gradient_boosting',
  preparation: {},
  split: {},
  report: {},
};

/** Names of the fields of each part of the form. */
export type FormParts = Record<'config' | 'preparation' | 'split' | 'report', readonly string[]>;

/** The settings of an earlier run. Parameters that its algorithm does not take now are left out. */
export function queryFormOfRun(run: Run, parts: FormParts): QueryForm {
  const read = (names: readonly string[], paramOf: (name: string) => string): Values =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = run.params[paramOf(name)];
        return value === undefined ? [] : [[name, value]];
      }),
    );
  return {
    ...emptyQueryForm,
    dataset: run.dataset.id,
    algorithm: run.algorithm,
    config: read(parts.config, paramOfOption),
    preparation: read(parts.preparation, (name) => name),
    split: read(parts.split, (name) => (name === 'seed' ? 'split_seed' : name)),
    report: read(parts.report, (name) => name),
    seed: run.seed,
    name: run.name,
    experiment: run.experiment,
  };
}

/** @returns null while something in the form cannot be sent at all */
export function queryRequestOf(form: QueryForm): InputOf<'performance.train'> | null {
  if (!form.dataset || !form.algorithm) return null;
  const { preparation, split, report } = form;
  return { ...commonRequest(form), preparation, split, ...report };
}
