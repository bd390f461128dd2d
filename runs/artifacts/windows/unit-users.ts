import { rowNorms, type Csr } from '#runs/matrix/csr.ts';
import { unitRows } from '#runs/matrix/rows.ts';

/** Users ready for cosines: a dot product of two rows is their similarity. */
export type UnitUsers = {
  /** Users × items, rows of length 1, or 0 where the user has no history. */
  unit: Csr;
  /** 1 for users with history. */
  filled: Uint8Array;
  /** Whether similarities can be below 0. */
  signed: boolean;
};

export function unitUsers(ratings: Csr): UnitUsers {
  return {
    unit: unitRows(ratings),
    filled: Uint8Array.from(rowNorms(ratings), (norm) => Number(norm > 0)),
    signed: ratings.values.some((value) => value < 0),
  };
}
