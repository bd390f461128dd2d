import { never } from '#shared/api/errors.ts';
import { cosineOf } from './cosine.ts';
import { rowLength, rowNorms } from './csr.ts';
import type { Csr } from './csr.ts';
import { privateMemory } from './memory.ts';
import type { Memory } from './memory.ts';

/**
 * What the similarity of a list's owner a to another row b is made of. The set measures count columns in which both rows have
 * a value, so they want a matrix of ones.
 * - cosine: dot / (|a||b| + shrinkage)
 * - asymmetric (Aiolli, RecSys 2013): dot / (|a|^2α · |b|^2(1−α) + shrinkage); α ½ is the cosine
 * - tversky (Tversky 1977): n / (n + α·(|a| − n) + β·(|b| − n) + shrinkage), n = |a ∩ b|
 * - jaccard: n / (|a ∪ b| + shrinkage)
 * - dice: 2n / (|a| + |b| + shrinkage)
 * - dot: the dot product alone
 */
export type MeasureKind =
  | { kind: 'cosine' | 'jaccard' | 'dice' | 'dot' }
  | { kind: 'asymmetric'; alpha: number }
  | { kind: 'tversky'; alpha: number; beta: number };

/**
 * The measure over one matrix, as plain data that crosses to threads. `ofOwner` and `ofOther` hold what the length of a row
 * contributes on either side: as factors of a product, or as addends of a sum beside `own`·dot.
 */
export type Measure = {
  form: 'cosine' | 'product' | 'sum';
  own: number;
  ofOwner: Float64Array;
  ofOther: Float64Array;
  shrinkage: number;
};

/** @param scale  of the matrix' values, as `Meeting.scale`; dot products are expected in it, and similarities do not depend on it */
export function createMeasure(
  kind: MeasureKind,
  shrinkage: number,
  matrix: Csr,
  { scale = 0, memory = privateMemory }: { scale?: number; memory?: Memory } = {},
): Measure {
  const norms = rowNorms(matrix, scale, memory);
  const sides = sidesOf(kind, shrinkage, scale || 1);
  const column = (side: (norm: number, count: number) => number): Float64Array => {
    const values = memory.floats(matrix.rows);
    for (let row = 0; row < matrix.rows; row++) values[row] = side(norms[row]!, rowLength(matrix, row));
    return values;
  };
  const ofOwner = column(sides.owner);
  return { ...sides.rest, ofOwner, ofOther: sides.symmetric ? ofOwner : column(sides.other) };
}

/** What a row that is not in the matrix contributes as another's neighbour and as the owner of a list. */
export function sidesOfRow(kind: MeasureKind, values: Float64Array, scale: number): { owner: number; other: number } {
  const sides = sidesOf(kind, 0, scale || 1);
  const norm = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return { owner: sides.owner(norm, values.length), other: sides.other(norm, values.length) };
}

type Side = (norm: number, count: number) => number;
type Sides = { rest: Omit<Measure, 'ofOwner' | 'ofOther'>; owner: Side; other: Side; symmetric: boolean };

function sidesOf(measure: MeasureKind, shrinkageOfOne: number, scale: number): Sides {
  const shrinkage = shrinkageOfOne * scale ** 2;
  const length: Side = (norm) => norm;
  switch (measure.kind) {
    case 'cosine':
      return { rest: { form: 'cosine', own: 0, shrinkage }, owner: length, other: length, symmetric: true };
    case 'dot': {
      const one: Side = (norm) => (norm > 0 ? scale : 0);
      return { rest: { form: 'product', own: 0, shrinkage: 0 }, owner: one, other: one, symmetric: true };
    }
    case 'asymmetric': {
      const power =
        (exponent: number): Side =>
        (norm) =>
          norm > 0 ? norm ** exponent : 0;
      const { alpha } = measure;
      const rest = { form: 'product', own: 0, shrinkage } as const;
      return { rest, owner: power(2 * alpha), other: power(2 * (1 - alpha)), symmetric: false };
    }
    case 'jaccard':
      return sum(1, 1, shrinkage);
    case 'dice':
      return sum(0.5, 0.5, shrinkage / 2);
    case 'tversky':
      return sum(measure.alpha, measure.beta, shrinkage);
    default:
      return never(measure);
  }
}

function sum(alpha: number, beta: number, shrinkage: number): Sides {
  const share =
    (weight: number): Side =>
    (_, count) =>
      weight * count;
  const rest = { form: 'sum', own: 1 - alpha - beta, shrinkage } as const;
  return { rest, owner: share(alpha), other: share(beta), symmetric: alpha === beta };
}

/** The similarity of `other` to `owner`, whose dot product is known; 0 where either has no length. */
export function similarityOf(measure: Measure, dot: number, owner: number, other: number): number {
  return similarityOfSides(measure, dot, measure.ofOwner[owner]!, measure.ofOther[other]!);
}

/** The same by what the two rows contribute, for a row that is not in the matrix. */
export function similarityOfSides(measure: Measure, dot: number, owner: number, other: number): number {
  const { form, own, shrinkage } = measure;
  if (form === 'cosine') return cosineOf(dot, owner, other, shrinkage);
  const length = form === 'product' ? owner * other : own * dot + owner + other;
  return length > 0 ? dot / (length + shrinkage) : 0;
}
