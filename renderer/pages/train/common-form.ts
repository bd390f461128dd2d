import type { Json } from '../../components/schema-form/form-fields.ts';
import { noSweep, type SweepForm } from './sweep-form.ts';

/** What the form of a run of any kind holds; absent values mean the contract's defaults. */
export type CommonForm = {
  dataset: string;
  algorithm: string;
  config: Record<string, Json>;
  seed: number;
  seeds: number;
  name: string;
  experiment: string;
  sweep: SweepForm;
};

export const emptyCommonForm: CommonForm = {
  dataset: '',
  algorithm: '',
  config: {},
  seed: 42,
  seeds: 1,
  name: '',
  experiment: '',
  sweep: noSweep,
};

/** The part of a request that every kind has; a name is sent only where there is one. */
export function commonRequest({ dataset, algorithm, config, seed, seeds, ...form }: CommonForm) {
  const [name, experiment] = [form.name.trim(), form.experiment.trim()];
  return { dataset, algorithm, config, seed, seeds, ...(name && { name }), ...(experiment && { experiment }) };
}
