import type { Weighting } from '#shared/domain/weighting.ts';
import type { SourceData } from '../source.ts';
import { createTypeColumn } from '../type-column.ts';
import { createWeigher } from '../weigh.ts';
import { createByteInterner } from './byte-interner.ts';
import type { ColumnPlan, IdDecoder } from './column-plan.ts';

/** Interaction types by number, −1 where the source has none. Each type is weighed once; where a value decides, each row is. */
export type DecodedTypes = {
  index(bytes: Uint8Array, from: number, length: number): number;
  /** @throws KindredError invalid_input for a type that has no weight */
  weigh(type: number, value: number | null): number;
  push(type: number): void;
  finish(): Pick<SourceData, 'types' | 'events'>;
};

/** The weightings that read a number of each row. */
export const takesValue = ({ preset }: Weighting): boolean => preset === 'explicit' || preset === 'media';

export function createDecodedTypes(plan: ColumnPlan<IdDecoder> | null, weighting: Weighting): DecodedTypes {
  const names = createByteInterner('type', plan?.decode ?? (() => ''));
  const weigh = createWeigher(weighting);
  const perRow = takesValue(weighting);
  const column = createTypeColumn();
  const texts: string[] = [];
  const weights: number[] = [];
  const textOf = (type: number) => (type < 0 ? 'interaction' : (texts[type] ??= names.text(type)));
  return {
    index: names.index,
    weigh(type, value) {
      if (perRow) return weigh(type < 0 ? null : textOf(type), value);
      return (weights[type + 1] ??= weigh(type < 0 ? null : textOf(type), null));
    },
    push: (type) => column.add(textOf(type)),
    finish() {
      const { types, events } = column.finish();
      return { types, events: plan && events };
    },
  };
}
