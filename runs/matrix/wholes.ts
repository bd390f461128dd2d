import type { Csr } from './csr.ts';
import { privateMemory } from './memory.ts';
import type { Memory } from './memory.ts';

/*
 * Weights are mostly multiples of a unit: 1, or 0.1. In whole numbers of it their products have exact sums, in whatever order and kind of number
 * they are made, and equal similarities are equal.
 */

/** What values may be multiplied by; each divides the next. */
const scales = [1, 2, 10, 20, 100, 1000];

/** Whole numbers that fit into 16 bits with a sign; also, 8 million of their products have an exact sum in float64. */
const most = 32_767;

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) <= 1e-12 * value;

/** The least of some scales that makes all values whole, up to rounding; 0 where none does, or a value is negative or too large. */
export function scaleOf(values: Float64Array): number {
  let at = 0;
  let greatest = 0;
  for (let p = 0; p < values.length; p++) {
    const value = values[p]!;
    while (!isWhole(value * scales[at]!)) if (++at === scales.length) return 0;
    if (value > greatest) greatest = value;
  }
  return greatest * scales[at]! <= most ? scales[at]! : 0;
}

/** A value times a scale, without the rounding of that; itself where there is none. */
export function scaled(value: number, scale: number): number {
  if (scale <= 1) return value;
  const product = value * scale;
  return isWhole(product) ? Math.round(product) : product;
}

/** The matrix in whole numbers of a scale; itself where nothing changes. */
export function scaledMatrix(matrix: Csr, scale: number, memory: Memory = privateMemory): Csr {
  if (scale <= 1) return matrix;
  const values = memory.floats(matrix.values.length);
  for (let p = 0; p < values.length; p++) values[p] = scaled(matrix.values[p]!, scale);
  return { ...matrix, values };
}
