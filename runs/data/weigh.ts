import { KindredError } from '#shared/api/errors.ts';
import { didYouMean } from '#shared/domain/did-you-mean.ts';
import { weightingPresets, type Weighting } from '#shared/domain/weighting.ts';

/** Weight of one event. `type` and `value` (a rating, a count) are null where the source has none. */
export type Weigher = (type: string | null, value: number | null) => number;

/**
 * The weighting as a function, for reading many rows (SPEC 2). A weight given for a single type always wins.
 * @throws KindredError invalid_input, when called with a type that has no weight, or without what the preset needs
 */
export function createWeigher({ preset, weights }: Weighting): Weigher {
  const overrides = new Map(Object.entries(weights));
  const known = new Map([...Object.entries<number>(weightingPresets[preset]), ...overrides]);

  return function weigh(type, value) {
    const override = type === null ? undefined : overrides.get(type);
    if (override !== undefined) return override;
    if (preset === 'binary') return 1;
    if (preset === 'explicit') return value ?? refuseWithout('ratings', preset);
    if (type === null) return refuseWithout('interaction types', preset);
    if (preset === 'media' && type === 'WATCH' && value !== null) return value;
    return known.get(type) ?? refuseUnknown(type, preset, known);
  };
}

/** @see createWeigher */
export function weightOf(type: string | null, value: number | null, weighting: Weighting): number {
  return createWeigher(weighting)(type, value);
}

/**
 * The weighting that fits what the data has. The default preset weighs types; data without types is weighed by its ratings,
 * and by 1 where it has none of those either.
 * @throws KindredError invalid_input where a preset was chosen that needs what the data lacks
 */
export function fittingWeighting(weighting: Weighting, has: { types: boolean; values: boolean }): Weighting {
  const { preset } = weighting;
  if (preset === 'binary') return weighting;
  if (preset === 'explicit') return has.values ? weighting : refuseWithout('ratings', preset);
  if (has.types) return weighting;
  if (preset !== 'feed') return refuseWithout('interaction types', preset);
  return { ...weighting, preset: has.values ? 'explicit' : 'binary' };
}

function refuseWithout(what: 'ratings' | 'interaction types', preset: Weighting['preset']): never {
  const option = what === 'ratings' ? 'weight' : 'type';
  throw new KindredError(
    'invalid_input',
    `The weighting "${preset}" needs ${what}, and the data has none. Name their column (--set ${option}=COLUMN), or choose --weighting binary.`,
  );
}

function refuseUnknown(type: string, preset: Weighting['preset'], known: ReadonlyMap<string, number>): never {
  const list = [...known].map(([name, weight]) => `${name} ${weight}`).join(', ');
  const other = Object.entries(weightingPresets).find(([, weights]) => Object.hasOwn(weights, type))?.[0];
  const instead = other ? `--weighting ${other}` : '--weighting binary';
  throw new KindredError(
    'invalid_input',
    `Interaction type "${type}" has no weight in the weighting "${preset}" (it knows ${list}).${didYouMean(type, known.keys())} ` +
      `Give it one with --weight ${type}=1, or choose ${instead}.`,
    { details: { type, known: Object.fromEntries(known) } },
  );
}
