import { z } from 'zod';
import { DifferenceInfo, DifferenceRequest, DifferenceSource, ListComparison } from '#shared/domain/list-comparison.ts';
import { WindowAxes } from '#shared/domain/matrix.ts';
import { UserRow } from '#shared/domain/user-lens.ts';
import { Ref, call } from './call.ts';

/** What two runs on the same data would show, user by user. */
export const lists = {
  compare: call(z.strictObject({ a: Ref, b: Ref, k: z.int().min(1).max(50).default(10) }), ListComparison),
  /** Users whose lists differ, drawn at random; the same ones each time. */
  sample: call(
    z.strictObject({
      a: Ref,
      b: Ref,
      k: z.int().min(1).max(50).default(10),
      users: z.int().min(1).max(100).default(10),
    }),
    z.array(UserRow),
  ),
  /** How alike users are by their lists or to the models, and how that differs; windows of it are the bytes at `bytes/difference`. */
  difference: call(
    z.strictObject({
      a: Ref,
      b: Ref,
      k: z.int().min(1).max(50).default(10),
      source: DifferenceSource.default('lists'),
    }),
    DifferenceInfo,
  ),
  differenceAxes: call(DifferenceRequest, WindowAxes),
};
