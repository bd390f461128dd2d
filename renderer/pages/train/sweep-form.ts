import type { SweepMethod } from '#shared/domain/sweep.ts';
import { readSweepValues } from '#shared/domain/sweep-values.ts';
import type { FormField } from '../../components/schema-form/form-fields.ts';

/** A parameter that is varied, with its values as they are typed. */
export type Varied = { name: string; text: string };

/** The part of the form that makes one run a search over many. */
export type SweepForm = {
  method: 'none' | SweepMethod['kind'];
  trials: number;
  eta: number;
  minShare: number;
  metric: string;
  over: readonly Varied[];
};

export const noSweep: SweepForm = { method: 'none', trials: 20, eta: 3, minShare: 0.1, metric: '', over: [] };

/** What is wrong with the values of a parameter; null where nothing is. */
export function variedFault({ text }: Varied, method: SweepForm['method']): string | null {
  const values = readSweepValues(text);
  if (!values) return 'Values such as 10, 20, 50, or a range such as 10..200 or 0.001..1:log';
  return method === 'grid' && 'min' in values ? 'A grid needs the values one by one' : null;
}

/** Values to begin with: all of a choice; around the usual number, a half and the double. */
export function firstValues({ kind, options, usual, min = -Infinity, max = Infinity }: FormField): string {
  if (kind === 'choice') return options.join(', ');
  if (kind === 'flag') return 'true, false';
  if (typeof usual !== 'number') return '';
  const around = usual === 0 ? [0, 1, 10] : [usual / 2, usual, usual * 2];
  const rounded = around.map((value) => (kind === 'integer' ? Math.round(value) : Number(value.toPrecision(3))));
  return [...new Set(rounded.filter((value) => value >= min && value <= max))].join(', ');
}

/**
 * What is searched over runs that have `base` in common.
 * @returns null where the form asks for one run only, or cannot be sent
 */
export function searchOf<B extends { name?: string | undefined; config?: Record<string, unknown> | undefined }>(
  { method, trials, eta, minShare, metric, over }: SweepForm,
  base: B | null,
) {
  if (method === 'none' || !base || over.length === 0) return null;
  if (over.some((each) => variedFault(each, method) !== null)) return null;
  const values = over.flatMap(({ name, text }) => {
    const found = readSweepValues(text);
    return found ? [[name, found] as const] : [];
  });
  const { name, ...rest } = base;
  // What is varied has no value in common.
  const common = Object.entries(base.config ?? {}).filter(([key]) => !over.some((each) => each.name === key));
  const methods: Record<typeof method, SweepMethod> = {
    grid: { kind: 'grid' },
    random: { kind: 'random', trials },
    halving: { kind: 'halving', trials, eta, min_share: minShare },
  };
  return {
    ...(name !== undefined && { name }),
    base: { ...rest, config: Object.fromEntries(common) },
    over: Object.fromEntries(values),
    method: methods[method],
    ...(metric.trim() && { metric: metric.trim() }),
  };
}
