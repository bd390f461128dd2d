import { expect } from 'vitest';

/** What `toEqual` and `toMatchObject` take for these numbers within half a unit of that decimal; NaN and null are themselves. */
export function closely<T>(values: Record<string, T>, digits: number): Record<string, unknown> {
  const isFinite = (value: T) => typeof value === 'number' && Number.isFinite(value);
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      isFinite(value) ? (expect.closeTo(Number(value), digits) as unknown) : value,
    ]),
  );
}
